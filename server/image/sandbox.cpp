// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/image/sandbox.h"

#include <array>
#include <cerrno>
#include <cstddef>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace greenroom {

namespace {

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the list of system calls below has not been checked on this architecture"
#endif

// A sanitizer needs its shadow, terabytes of addresses, and calls of its own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

bool limit(decltype(RLIMIT_AS) what, rlim_t value)
{
    const rlimit both {value, value};
    return setrlimit(what, &both) == 0;
}

constexpr std::array kAllowed {
    SYS_read, SYS_write, SYS_close, SYS_fstat, SYS_newfstatat, SYS_lseek, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect,
    SYS_madvise, SYS_brk, SYS_futex, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_exit,
    SYS_exit_group, SYS_clock_gettime, SYS_clock_nanosleep, SYS_gettimeofday, SYS_getrandom, SYS_sched_yield,
    SYS_sched_getaffinity, SYS_getpid, SYS_gettid, SYS_set_robust_list, SYS_rseq, SYS_restart_syscall,
    SYS_eventfd2, // with which Qt wakes its threads
};

constexpr sock_filter statement(unsigned code, unsigned value)
{
    return {static_cast<__u16>(code), 0, 0, value};
}

constexpr sock_filter jump(unsigned code, unsigned value, unsigned char whenTrue, unsigned char whenFalse)
{
    return {static_cast<__u16>(code), whenTrue, whenFalse, value};
}

bool filterCalls()
{
    constexpr unsigned kLoad = BPF_LD | BPF_W | BPF_ABS;
    constexpr unsigned kEquals = BPF_JMP | BPF_JEQ | BPF_K;
    constexpr unsigned kReturn = BPF_RET | BPF_K;
    constexpr unsigned kDeny = SECCOMP_RET_ERRNO | EPERM;
    static std::array<sock_filter, 3 + 2 + 2 + 4 + 2 * kAllowed.size() + 1> program;
    std::size_t at = 0;
    const auto add = [&at](sock_filter each) { program[at++] = each; };
    add(statement(kLoad, offsetof(seccomp_data, arch)));
    add(jump(kEquals, kArchitecture, 1, 0));
    add(statement(kReturn, SECCOMP_RET_KILL_PROCESS));
    add(statement(kLoad, offsetof(seccomp_data, nr)));
    for (const long number : kAllowed) {
        add(jump(kEquals, static_cast<unsigned>(number), 0, 1));
        add(statement(kReturn, SECCOMP_RET_ALLOW));
    }
    // Threads of this process, which Qt uses to convert large pictures; processes never. clone3 hides its flags behind
    // a pointer, so it does not exist here and the C library falls back to clone.
    add(jump(kEquals, SYS_clone3, 0, 1));
    add(statement(kReturn, SECCOMP_RET_ERRNO | ENOSYS));
    add(jump(kEquals, SYS_clone, 0, 3));
    add(statement(kLoad, offsetof(seccomp_data, args[0])));
    add(jump(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
    add(statement(kReturn, SECCOMP_RET_ALLOW));
    add(statement(kReturn, kDeny));
    const sock_fprog filter {static_cast<unsigned short>(at), program.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

} // namespace

bool enterSandbox()
{
    bool done = limit(RLIMIT_CPU, 10) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 16)
        && prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (!kSanitized)
        done = done && limit(RLIMIT_AS, 1'200ULL << 20) && filterCalls();
    return done;
}

} // namespace greenroom
