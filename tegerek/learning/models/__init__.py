"""What people learnt at a seminar: tests before and after, evaluations; certificates for having been there."""

from tegerek.learning.models.certificates import Certificate, CertificateRule

__all__ = ["Certificate", "CertificateRule"]
