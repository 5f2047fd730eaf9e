// Run on ARMv7 by check-32bit: CLinux tells dates after 2038 and files over 4 GiB as they are.
#include "CLinux.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int wrong;
static void expect(const char *what, int64_t is, int64_t should) {
    printf("%s %s: %" PRId64 "\n", is == should ? "ok   " : "WRONG", what, is);
    if (is != should) wrong = 1;
}

int main(int count, char **arguments) {
    if (count < 2) return 2;
    const int64_t size = 5LL << 30, in2100 = 4102444800;
    char path[4096];
    expect("bits of a pointer", 8 * sizeof(void *), 32);
    int32_t folder = linux_directory_open(-1, arguments[1]);
    int32_t file = linux_file_open(folder, "large");
    expect("truncate to 5 GiB", linux_file_truncate(file, size), 0);
    expect("size of a file of 5 GiB", linux_file_size(file), size);
    expect("bytes written at its end", linux_file_write(file, "end", 3, size - 3), 3);
    char end[3] = "";
    expect("bytes read from its end", linux_file_read(file, end, 3, size - 3), 3);
    expect("the same bytes", memcmp(end, "end", 3), 0);
    expect("range given back", linux_file_punch(file, size - 4096, 4096), 0);
    struct timespec times[2] = {{.tv_sec = in2100}, {.tv_sec = in2100, .tv_nsec = 7}};
    expect("date it to 2100", futimens(file, times), 0);
    struct linux_file facts;
    snprintf(path, sizeof path, "%s/large", arguments[1]);
    expect("look at it", linux_file_look(path, &facts), 0);
    expect("its size", facts.size, size);
    expect("its date, in nanoseconds", facts.changed, in2100 * 1000000000 + 7);
    struct linux_calendar calendar = {0};
    expect("a day of 2100", linux_calendar_of(in2100, 1, &calendar), 0);
    expect("its year", calendar.year, 2100);
    expect("and back", linux_seconds_of(&calendar, 1), in2100);
    expect("this clock is not before 2024", linux_realtime_ns() > 1704067200LL * 1000000000, 1);
    expect("time since boot", linux_boottime_ns() > 0 && linux_monotonic_ns() > 0, 1);
    return wrong;
}
