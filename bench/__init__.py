"""Long measurements: each compares two things in one run and prints ratios beside the plain figures."""
