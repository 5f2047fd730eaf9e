// Patterns and dates, as the C library knows them. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

/// A compiled pattern: a POSIX extended regular expression, see regex(7).
struct linux_pattern;

/// regcomp(3). Returns a pattern to be freed by ``linux_pattern_free``, or null with the reason in `error`.
struct linux_pattern *linux_pattern_compile(const char *text, int32_t ignores_case, char *error, int32_t capacity);

/// Whether the pattern occurs in the bytes, NUL bytes and all. 1, 0, or -ENOMEM.
int32_t linux_pattern_matches(const struct linux_pattern *pattern, const uint8_t *bytes, int64_t count);

void linux_pattern_free(struct linux_pattern *pattern);

/// A date and time of day in some time zone. Months from 1, weekdays from 0 (Sunday).
struct linux_calendar {
    int32_t year, month, day, hour, minute, second, weekday;
    /// Seconds east of Greenwich.
    int32_t offset;
};

/// localtime_r(3), or gmtime_r(3) if `utc`. Seconds since 1970.
int32_t linux_calendar_of(int64_t seconds, int32_t utc, struct linux_calendar *calendar);

/// mktime(3), or timegm(3) if `utc`: seconds since 1970. -EINVAL where the calendar has no such date or time
/// (`offset` and `weekday` are not looked at); a time that daylight saving leaves out is moved by an hour.
int64_t linux_seconds_of(const struct linux_calendar *calendar, int32_t utc);
