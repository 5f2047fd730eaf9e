#include "CLinux.h"
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct linux_pattern {
    regex_t regex;
};

struct linux_pattern *linux_pattern_compile(const char *text, int32_t ignores_case, char *error,
                                            int32_t capacity) {
    struct linux_pattern *pattern = calloc(1, sizeof *pattern);
    if (!pattern) {
        strncpy(error, strerror(ENOMEM), (size_t)capacity - 1);
        return NULL;
    }
    int code = regcomp(&pattern->regex, text, REG_EXTENDED | REG_NOSUB | (ignores_case ? REG_ICASE : 0));
    if (code == 0) return pattern;
    regerror(code, &pattern->regex, error, (size_t)capacity);
    free(pattern);
    return NULL;
}

int32_t linux_pattern_matches(const struct linux_pattern *pattern, const uint8_t *bytes, int64_t count) {
    // The offsets say where the bytes end, instead of a NUL.
    regmatch_t range = {.rm_so = 0, .rm_eo = (regoff_t)count};
    int code = regexec(&pattern->regex, (const char *)bytes, 1, &range, REG_STARTEND);
    return code == 0 ? 1 : code == REG_NOMATCH ? 0 : -ENOMEM;
}

void linux_pattern_free(struct linux_pattern *pattern) {
    regfree(&pattern->regex);
    free(pattern);
}

int32_t linux_calendar_of(int64_t seconds, int32_t utc, struct linux_calendar *calendar) {
    time_t time = (time_t)seconds;
    struct tm parts;
    if (!(utc ? gmtime_r(&time, &parts) : localtime_r(&time, &parts))) return -errno;
    *calendar = (struct linux_calendar){
        .year = parts.tm_year + 1900, .month = parts.tm_mon + 1, .day = parts.tm_mday, .hour = parts.tm_hour,
        .minute = parts.tm_min, .second = parts.tm_sec, .weekday = parts.tm_wday,
        .offset = (int32_t)parts.tm_gmtoff,
    };
    return 0;
}

int64_t linux_seconds_of(const struct linux_calendar *calendar, int32_t utc) {
    static const int32_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (calendar->month < 1 || calendar->month > 12 || calendar->day < 1 ||
        calendar->day > days[calendar->month - 1] || calendar->hour > 23 || calendar->minute > 59 ||
        calendar->second > 60)
        return -EINVAL;
    struct tm parts = {
        .tm_year = calendar->year - 1900, .tm_mon = calendar->month - 1, .tm_mday = calendar->day,
        .tm_hour = calendar->hour, .tm_min = calendar->minute, .tm_sec = calendar->second, .tm_isdst = -1,
    };
    time_t time = utc ? timegm(&parts) : mktime(&parts);
    // February 29th of another year has become March 1st.
    if (parts.tm_mon != calendar->month - 1 && calendar->month == 2) return -EINVAL;
    return time < 0 ? -EINVAL : (int64_t)time;
}
