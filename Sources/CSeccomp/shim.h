// What Swift needs of libseccomp.
#pragma once
#include <seccomp.h>
