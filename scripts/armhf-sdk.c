// What Swift's standard library asks of the compiler's support library for ARMv7, and libgcc has by another name.

// Double to half precision (Run-time ABI for the Arm Architecture, 5.1.1); the bits of both are in core registers.
unsigned short __gnu_d2h_ieee(unsigned long long bits);
unsigned short __aeabi_d2h(unsigned long long bits) { return __gnu_d2h_ieee(bits); }
