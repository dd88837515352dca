"""How Django's own filters and forms write and read days, hours and numbers; one package per language."""
