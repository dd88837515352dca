"""Backups: database, files and keys of a running site in one verified archive, and a site made from one."""
