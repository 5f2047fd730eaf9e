#include "CLinux.h"

// Swift's runtime, libswift_Concurrency: `include/swift/Runtime/ConcurrencyHooks.def` (6.3; in 6.0
// `Concurrency.h`). A hook is there to be set by a program.
typedef __attribute__((swiftcall)) void enqueue(void *job);
extern __attribute__((swiftcall)) void (*swift_task_enqueueGlobal_hook)(void *job, enqueue *original);
extern enqueue swift_task_enqueueMainExecutor;

static __attribute__((swiftcall)) void to_main(void *job, enqueue *original) {
    (void)original;
    swift_task_enqueueMainExecutor(job);
}

void linux_run_tasks_on_main_queue(void) { swift_task_enqueueGlobal_hook = to_main; }
