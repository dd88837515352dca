# Sourced by every command beside it: finds a Python and hands over to _house.py in the same process.
here=$(dirname -- "$(readlink -f -- "$0")")
for python in python3 python3.14 python3.13 python3.12 python3.11 ""; do
    if [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi
done
if [ -z "$python" ]; then
    echo "Missing: Python 3.11 or newer. On Debian and Ubuntu: apt-get install python3 python3-venv" >&2
    exit 2
fi
