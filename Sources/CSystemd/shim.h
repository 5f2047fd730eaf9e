// What Swift needs of libsystemd. Variadic functions get a fixed-signature `static inline`
// twin here, named after the function plus its signature.
#pragma once
#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>
#include <systemd/sd-journal.h>
