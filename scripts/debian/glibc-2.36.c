// What Debian 13's Swift runtime asks of its glibc and Debian 12's (2.36) does not have. Linked into the binary
// that runs on both; with it nothing newer than GLIBC_2.36 is asked for.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

// Headers of glibc 2.38 and newer rename these for C23, whose only difference is that they read `0b101` too. The
// declarations by the old name must not be renamed again, so no <stdio.h> here.
int vsscanf(const char *text, const char *format, va_list arguments);

long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }
long long __isoc23_strtoll(const char *text, char **end, int base) { return strtoll(text, end, base); }
unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }
unsigned long long __isoc23_strtoull(const char *text, char **end, int base) { return strtoull(text, end, base); }

int __isoc23_sscanf(const char *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vsscanf(text, format, arguments);
    va_end(arguments);
    return count;
}

// strlcpy(3), strlcat(3): in glibc since 2.38. Weak, since a runtime made for an older glibc brings its own.
__attribute__((weak)) size_t strlcpy(char *to, const char *from, size_t size) {
    size_t length = strlen(from);
    if (size > 0) {
        size_t count = length < size ? length : size - 1;
        memcpy(to, from, count);
        to[count] = 0;
    }
    return length;
}

__attribute__((weak)) size_t strlcat(char *to, const char *from, size_t size) {
    size_t used = strnlen(to, size);
    return used + (used < size ? strlcpy(to + used, from, size - used) : strlen(from));
}
