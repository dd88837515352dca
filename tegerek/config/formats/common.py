"""What people type: the same in every language. The first of each list is also how a field is filled in again."""

FIRST_DAY_OF_WEEK = 1
NUMBER_GROUPING = 3

SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
TIME_FORMAT = "H:i"

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [
    *(f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in TIME_INPUT_FORMATS),
    # What browsers send for a field of day and hour.
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
]
