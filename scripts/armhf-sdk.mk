# What scripts/armhf-sdk compiles, in Debian 13 with its Swift: static libraries and modules of Swift's runtime for ARMv7.
# The flags are those with which Debian compiles the same for its own architectures (they are written at the top of its
# .swiftinterface files), and those of the source's CMake files. What differs for ARMv7 says why.
include $(LISTS)
.DELETE_ON_ERROR:
TRIPLE = armv7-unknown-linux-gnueabihf
TOOLS = /usr/libexec/swift
# Compilers note whole paths: these are the same on every machine.
HERE = /armhf-sdk
SYSROOT = $(HERE)/$(BUNDLE)/sysroot
STATIC = $(BUNDLE)/swift_static
LINUX = $(STATIC)/linux
SWIFT = $(SOURCE)/swift
PUBLIC = $(SWIFT)/stdlib/public
DISPATCH = $(SOURCE)/swift-corelibs-libdispatch
OBJECTS = objects

ALL = $(addprefix $(LINUX)/,libswiftCore.a libswiftGlibc.a libswift_Concurrency.a libswiftSwiftOnoneSupport.a \
    libswiftSynchronization.a libBlocksRuntime.a libdispatch.a libDispatchStubs.a libswiftDispatch.a \
    libswift_RegexParser.a libswift_StringProcessing.a libTesting.a armv7/swiftrt.o static-stdlib-args.lnk)
all: $(ALL)

# The compiler's own headers, and those of its modules in C.
HEADERS = $(STATIC)/.headers
$(HEADERS):
	mkdir -p $(STATIC)/clang $(LINUX)/armv7
	cp -r $(TOOLS)/lib/swift_static/shims $(TOOLS)/lib/swift_static/dispatch $(TOOLS)/lib/swift_static/os \
	    $(TOOLS)/lib/swift_static/Block $(STATIC)/
	cp -r $(TOOLS)/lib/swift_static/clang/include $(STATIC)/clang/
	touch $@

# --- C and C++ -------------------------------------------------------------------------------------------------------
# Threads are C11's: with the package «linux» a `swift_once` inside another one waits for ever on ARMv7.
DEFINES = SWIFT_CONCURRENCY_USES_DISPATCH SWIFT_ENABLE_REFLECTION SWIFT_RUNTIME_OS_VERSIONING SWIFT_STDLIB_ENABLE_UNICODE_DATA \
    SWIFT_STDLIB_ENABLE_VECTOR_TYPES SWIFT_STDLIB_HAS_ENVIRON SWIFT_STDLIB_HAS_STDIN SWIFT_STDLIB_OVERRIDABLE_RETAIN_RELEASE \
    SWIFT_THREADING_C11
CDEFINES = $(DEFINES) NDEBUG SWIFT_RUNTIME SWIFT_OBJC_INTEROP=0 SWIFT_LIBRARY_EVOLUTION=1 \
    SWIFT_STDLIB_SUPPORT_BACK_DEPLOYMENT SWIFT_STDLIB_HAS_DLADDR SWIFT_STDLIB_HAS_DLSYM=1 SWIFT_STDLIB_HAS_FILESYSTEM \
    SWIFT_STDLIB_HAS_DARWIN_LIBMALLOC=0 SWIFT_STDLIB_HAS_LOCALE SWIFT_STDLIB_SHORT_MANGLING_LOOKUPS \
    SWIFT_STDLIB_HAS_TYPE_PRINTING SWIFT_STDLIB_SUPPORTS_BACKTRACE_REPORTING SWIFT_SUPPORT_OLD_MANGLING=0 \
    LLVM_DISABLE_ABI_BREAKING_CHECKS_ENFORCING=1 swiftCore_EXPORTS
CODE = -target $(TRIPLE) --sysroot=$(SYSROOT) -O2 -g0 -fPIC -funwind-tables -fno-omit-frame-pointer -ffunction-sections \
    -fdata-sections -fvisibility=hidden -ffile-prefix-map=$(HERE)=.
CXXFLAGS = $(CODE) -std=c++17 -fno-exceptions -fno-rtti -fvisibility-inlines-hidden -D__STDC_WANT_LIB_EXT1__=1 \
    $(addprefix -D,$(CDEFINES)) '-DSWIFT_LIB_SUBDIR="linux"' '-DSWIFT_ARCH="armv7"' -I $(MADE)/include \
    -I $(SWIFT)/stdlib/include -I $(SWIFT)/include -I $(PUBLIC)/SwiftShims -I $(PUBLIC) -I $(PUBLIC)/runtime \
    -I $(PUBLIC)/stubs -fblocks -I $(DISPATCH) -I $(DISPATCH)/src/BlocksRuntime -fswift-async-fp=never -Wno-everything \
    -DSWIFT_TARGET_LIBRARY_NAME=$(if $(findstring /Concurrency/,$<),swift_Concurrency,swiftRuntime)
DISPATCHFLAGS = $(CODE) -fblocks -fno-exceptions -DHAVE_CONFIG_H -D_GNU_SOURCE=1 -DDISPATCH_USE_DTRACE=0 -I $(MADE)/dispatch -I $(DISPATCH) \
    -I $(DISPATCH)/src -I $(DISPATCH)/private -I $(DISPATCH)/src/BlocksRuntime -Wno-everything

$(OBJECTS)/%.cpp.o: %.cpp $(HEADERS)
	@mkdir -p $(@D); echo "C++ $(*F)"
	@$(TOOLS)/bin/clang++ $(if $(findstring libdispatch,$<),$(DISPATCHFLAGS) -std=c++11,$(CXXFLAGS)) -c $< -o $@
# These are Objective-C for Apple's systems, and C++ for others.
$(OBJECTS)/%.mm.o: %.mm $(HEADERS)
	@mkdir -p $(@D); echo "C++ $(*F)"
	@$(TOOLS)/bin/clang++ $(CXXFLAGS) -x c++ -c $< -o $@
$(OBJECTS)/%.m.o: %.m $(HEADERS)
	@mkdir -p $(@D); echo "C++ $(*F)"
	@$(TOOLS)/bin/clang++ $(CXXFLAGS) -x c++ -c $< -o $@
$(OBJECTS)/%.cc.o: %.cc $(HEADERS)
	@mkdir -p $(@D); echo "C++ $(*F)"
	@$(TOOLS)/bin/clang++ $(DISPATCHFLAGS) -std=c++11 -c $< -o $@
$(OBJECTS)/%.c.o: %.c $(HEADERS)
	@mkdir -p $(@D); echo "C   $(*F)"
	@$(TOOLS)/bin/clang $(if $(findstring libdispatch,$<),$(DISPATCHFLAGS) -std=gnu11,$(CODE)) -c $< -o $@
objects = $(addprefix $(OBJECTS)/,$(addsuffix .o,$(1)))
archive = rm -f $@; $(TOOLS)/bin/llvm-ar -qcsD $@ $^

# --- Swift -----------------------------------------------------------------------------------------------------------
features = $(addprefix -enable-experimental-feature ,$(1))
frontend = $(addprefix -Xfrontend ,$(1))
SWIFTFLAGS = -target $(TRIPLE) -sdk $(SYSROOT) -resource-dir $(HERE)/$(STATIC) -O -wmo -static -parse-as-library -swift-version 5 \
    -module-cache-path $(OBJECTS)/cache -file-prefix-map $(HERE)=. -suppress-warnings -nonlib-dependency-scanner \
    -runtime-compatibility-version none -disable-autolinking-runtime-compatibility-dynamic-replacements \
    $(call frontend,-disable-autolinking-runtime-compatibility-concurrency -disable-objc-interop -empty-abi-descriptor \
        -enforce-exclusivity=unchecked -target-min-inlining-version min -disable-implicit-concurrency-module-import \
        -disable-implicit-string-processing-module-import -disable-implicit-backtracing-module-import) \
    $(call features,NoncopyableGenerics2 SuppressedAssociatedTypes ExtensionImportVisiblity) \
    $(addprefix -D ,$(DEFINES)) -Xcc -DSWIFT_STDLIB_HAS_ENVIRON -Xcc -fno-omit-frame-pointer @$(MADE)/availability
STABLE = -enable-library-evolution -library-level api \
    $(call frontend,-require-explicit-availability=ignore -enable-ossa-modules -enable-lexical-lifetimes=false \
        -prespecialize-generic-metadata)
# module,flags[,instead of SWIFTFLAGS]: what is compiled from the prerequisites that are Swift
define swift
@mkdir -p $(LINUX)/$(1).swiftmodule $(@D); echo "Swift $(1)"
@$(TOOLS)/bin/swiftc $(or $(3),$(SWIFTFLAGS)) -module-name $(1) $(2) -emit-module \
    -emit-module-path $(LINUX)/$(1).swiftmodule/$(TRIPLE).swiftmodule -c $(filter %.swift,$^) -o $@
endef

SWIFTMODULE = $(OBJECTS)/Swift.o
$(OBJECTS)/Swift.o: $(CORE) $(HEADERS)
	$(call swift,Swift,$(STABLE) -module-link-name swiftCore -nostdimport -parse-stdlib -Xcc -DswiftCore_EXPORTS \
	    -Xllvm -sil-inline-generics -Xllvm -sil-partial-specialization \
	    $(call frontend,-group-info-path $(PUBLIC)/core/GroupInfo.json -enable-experimental-concise-pound-file) \
	    $(call features,Macros FreestandingMacros Extern BitwiseCopyable) -D SWIFT_STDLIB_HAS_COMMANDLINE)
$(LINUX)/libswiftCore.a: $(OBJECTS)/Swift.o $(call objects,$(RUNTIME) \
    $(addprefix $(PUBLIC)/LLVMSupport/,ErrorHandling.cpp Hashing.cpp MemAlloc.cpp SmallPtrSet.cpp SmallVector.cpp StringRef.cpp) \
    $(addprefix $(SWIFT)/lib/Demangling/,Context.cpp Demangler.cpp ManglingUtils.cpp NodePrinter.cpp Punycode.cpp \
        Remangler.cpp NodeDumper.cpp Errors.cpp) \
    $(addprefix $(SWIFT)/lib/Threading/,C11.cpp Linux.cpp Pthreads.cpp Win32.cpp ThreadSanitizer.cpp) \
    $(PUBLIC)/CommandLineSupport/CommandLine.cpp $(SWIFT)/stdlib/linker-support/magic-symbols-for-install-name.c) \
    $(OBJECTS)/armhf-sdk.o
	$(archive)
$(OBJECTS)/armhf-sdk.o: /src/scripts/armhf-sdk.c $(HEADERS)
	$(TOOLS)/bin/clang $(CODE) -fvisibility=default -c $< -o $@
$(LINUX)/armv7/swiftrt.o: $(call objects,$(PUBLIC)/runtime/SwiftRT-ELF-WASM.cpp)
	cp $< $@

$(OBJECTS)/SwiftOnoneSupport.o: $(PUBLIC)/SwiftOnoneSupport/SwiftOnoneSupport.swift $(SWIFTMODULE)
	$(call swift,SwiftOnoneSupport,$(STABLE) -module-link-name swiftSwiftOnoneSupport -parse-stdlib -Xllvm -sil-inline-generics=false \
	    $(call frontend,-validate-tbd-against-ir=none -check-onone-completeness -disable-access-control))
$(LINUX)/libswiftSwiftOnoneSupport.a: $(OBJECTS)/SwiftOnoneSupport.o
	$(archive)

$(OBJECTS)/Glibc.o: $(addprefix $(PUBLIC)/Platform/,Platform.swift TiocConstants.swift POSIXError.swift) \
    $(MADE)/glibc/tgmath.swift $(MADE)/glibc/Glibc.swift $(SWIFTMODULE)
	$(call swift,Glibc,-enable-library-evolution -library-level api -module-link-name swiftGlibc -autolink-force-load \
	    $(call frontend,-require-explicit-availability=ignore))
$(LINUX)/libswiftGlibc.a: $(OBJECTS)/Glibc.o
	$(archive)

$(OBJECTS)/_Concurrency.o: $(CONCURRENCY) $(OBJECTS)/Glibc.o
	$(call swift,_Concurrency,$(STABLE) -module-link-name swift_Concurrency -parse-stdlib -I $(PUBLIC)/Concurrency/InternalShims \
	    $(call features,IsolatedAny))
$(LINUX)/libswift_Concurrency.a: $(OBJECTS)/_Concurrency.o $(call objects,$(CONCURRENCY_C))
	$(archive)

$(OBJECTS)/Synchronization.o: $(addprefix $(PUBLIC)/Synchronization/,$(addprefix Atomics/,Atomic.swift AtomicBool.swift \
    AtomicFloats.swift AtomicLazyReference.swift AtomicMemoryOrderings.swift AtomicOptional.swift AtomicPointers.swift \
    AtomicRepresentable.swift WordPair.swift) Cell.swift Mutex/LinuxImpl.swift Mutex/Mutex.swift Mutex/SpinLoopHint.swift) \
    $(MADE)/synchronization/AtomicIntegers.swift $(MADE)/synchronization/AtomicStorage.swift $(OBJECTS)/Glibc.o
	$(call swift,Synchronization,$(STABLE) -module-link-name swiftSynchronization -enable-builtin-module \
	    $(call features,RawLayout StaticExclusiveOnly Extern))
$(LINUX)/libswiftSynchronization.a: $(OBJECTS)/Synchronization.o
	$(archive)

# --- Regular expressions ---------------------------------------------------------------------------------------------
$(OBJECTS)/_RegexParser.o: $(REGEXPARSER) $(OBJECTS)/Glibc.o
	$(call swift,_RegexParser,$(STABLE) -module-link-name swift_RegexParser)
$(LINUX)/libswift_RegexParser.a: $(OBJECTS)/_RegexParser.o
	$(archive)
$(OBJECTS)/_StringProcessing.o: $(REGEX) $(OBJECTS)/_RegexParser.o
	$(call swift,_StringProcessing,$(STABLE) -module-link-name swift_StringProcessing -DRESILIENT_LIBRARIES \
	    $(call frontend,-public-autolink-library swift_RegexParser))
$(LINUX)/libswift_StringProcessing.a: $(OBJECTS)/_StringProcessing.o \
    $(call objects,$(addprefix $(SOURCE)/swift-experimental-string-processing/Sources/_CUnicode/,UnicodeData.c UnicodeScalarProps.c))
	$(archive)

# --- Testing, for unit tests of podsup's -----------------------------------------------------------------------------
TESTS = $(SOURCE)/swift-testing/Sources
$(OBJECTS)/$(TESTS)/%.cpp.o: $(TESTS)/%.cpp $(HEADERS)
	@mkdir -p $(@D); echo "C++ $(*F)"
	@$(TOOLS)/bin/clang++ $(CODE) -std=c++20 -fno-exceptions -D_GNU_SOURCE -I $(TESTS)/_TestingInternals/include -Wno-everything -c $< -o $@
TESTINGFLAGS = -target $(TRIPLE) -sdk $(SYSROOT) -resource-dir $(HERE)/$(STATIC) -O -wmo -static -parse-as-library -swift-version 6 \
    -module-cache-path $(OBJECTS)/cache -file-prefix-map $(HERE)=. -suppress-warnings \
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
    $(call features,AccessLevelOnImport) -D SWT_NO_SNAPSHOT_TYPES -enable-library-evolution -module-link-name Testing \
    $(foreach name,mangledTypeName backtraceAsync clock regex swiftVersion,-Xfrontend -define-availability \
        -Xfrontend '_$(name)API:macOS 13.0, iOS 16.0, watchOS 9.0, tvOS 16.0') \
    -Xfrontend -define-availability -Xfrontend '_distantFuture:macOS 99.0, iOS 99.0, watchOS 99.0, tvOS 99.0, visionOS 99.0'
$(OBJECTS)/Testing.o: $(TESTING) $(OBJECTS)/_StringProcessing.o $(OBJECTS)/_Concurrency.o $(OBJECTS)/Dispatch.o
	$(call swift,Testing,-Xcc -I$(TESTS)/_TestingInternals/include,$(TESTINGFLAGS))
$(LINUX)/libTesting.a: $(OBJECTS)/Testing.o $(call objects,$(addprefix $(TESTS)/_TestingInternals/,Discovery.cpp Versions.cpp WillThrow.cpp))
	$(archive)

# --- Dispatch --------------------------------------------------------------------------------------------------------
$(LINUX)/libBlocksRuntime.a: $(call objects,$(addprefix $(DISPATCH)/src/BlocksRuntime/,data.c runtime.c))
	$(archive)
$(LINUX)/libdispatch.a: $(call objects,$(addprefix $(DISPATCH)/src/,allocator.c apply.c benchmark.c data.c init.c introspection.c \
    io.c mach.c object.c once.c queue.c semaphore.c source.c time.c transform.c voucher.c shims.c event/event.c \
    event/event_epoll.c event/event_kevent.c event/event_windows.c event/workqueue.c shims/lock.c shims/yield.c block.cpp))
	$(archive)
$(LINUX)/libDispatchStubs.a: $(call objects,$(DISPATCH)/src/swift/DispatchStubs.cc)
	$(archive)
$(OBJECTS)/Dispatch.o: $(addprefix $(DISPATCH)/src/swift/,Block.swift Data.swift Dispatch.swift IO.swift Private.swift Queue.swift \
    Source.swift Time.swift Wrapper.swift) $(OBJECTS)/_Concurrency.o $(OBJECTS)/SwiftOnoneSupport.o
	$(call swift,Dispatch,-module-link-name swiftDispatch -Xcc -fblocks -Xcc -I$(DISPATCH)/src/swift/shims)
$(LINUX)/libswiftDispatch.a: $(OBJECTS)/Dispatch.o
	$(archive)

# What `-static-stdlib` adds to a link; libatomic: ARMv7 has atomic operations on 64 bits at most.
$(LINUX)/static-stdlib-args.lnk:
	printf '%s\n' -ldl -lpthread -lswiftCore '-ldispatch -lBlocksRuntime' -lstdc++ -latomic -lm \
	    '-Xlinker -export-dynamic' '-Xlinker --exclude-libs' '-Xlinker ALL' > $@
