"""What people learnt at a seminar: tests before and after, evaluations; certificates for having been there."""
