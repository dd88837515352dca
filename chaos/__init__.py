"""Long trials: parts of a running site are killed under load, and what it had promised is counted afterwards."""
