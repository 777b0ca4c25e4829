/* Preloaded into the program: lets one call of a kind fail, or all from that one on.
 *
 * FAULT_CALL   the kind: write, sync, rename, open, truncate, map or read
 * FAULT_UNDER  only calls on paths that contain this count
 * FAULT_AT     which of them fails, counted from 1; FAULT_ON set: those after it too
 * FAULT_ERROR  the errno that it fails with, as a number
 * FAULT_TALLY  a file that is given the number of calls that were counted, when the program ends */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *call, *under, *tally;
static long at, error_number;
static int on;
static atomic_long counted;

__attribute__((constructor)) static void begin(void) {
    const char *number = getenv("FAULT_AT"), *error = getenv("FAULT_ERROR");
    call = getenv("FAULT_CALL");
    under = getenv("FAULT_UNDER");
    tally = getenv("FAULT_TALLY");
    at = number ? atol(number) : 0;
    error_number = error ? atol(error) : EIO;
    on = getenv("FAULT_ON") != NULL;
}

__attribute__((destructor)) static void end(void) {
    FILE *file = tally ? fopen(tally, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", (long)counted);
        fclose(file);
    }
}

static int is_meant(const char *kind) { return call && !strcmp(call, kind); }

/* Counts a call on a path; whether it is one that fails. */
static int path_fails(const char *kind, const char *path) {
    if (!is_meant(kind) || !path || !under || !strstr(path, under)) return 0;
    long now = atomic_fetch_add(&counted, 1) + 1;
    if (now != at && !(on && at && now > at)) return 0;
    errno = (int)error_number;
    return 1;
}

static int file_fails(const char *kind, int file) {
    char link[40], path[4096];
    if (!is_meant(kind)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return path_fails(kind, path);
}

/* A function of the C library that fails where `condition` says so. */
#define WRAP(type, name, parameters, arguments, condition, failure)                                                    \
    type name parameters {                                                                                             \
        static type(*real) parameters;                                                                                 \
        if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name);                                                 \
        return (condition) ? (failure) : real arguments;                                                               \
    }

WRAP(ssize_t, write, (int f, const void *d, size_t l), (f, d, l), file_fails("write", f), -1)
WRAP(ssize_t, writev, (int f, const struct iovec *v, int n), (f, v, n), file_fails("write", f), -1)
WRAP(ssize_t, pwrite, (int f, const void *d, size_t l, off_t o), (f, d, l, o), file_fails("write", f), -1)
WRAP(ssize_t, pwrite64, (int f, const void *d, size_t l, off64_t o), (f, d, l, o), file_fails("write", f), -1)
WRAP(ssize_t, read, (int f, void *d, size_t l), (f, d, l), file_fails("read", f), -1)
WRAP(ssize_t, pread, (int f, void *d, size_t l, off_t o), (f, d, l, o), file_fails("read", f), -1)
WRAP(ssize_t, pread64, (int f, void *d, size_t l, off64_t o), (f, d, l, o), file_fails("read", f), -1)
WRAP(int, fsync, (int f), (f), file_fails("sync", f), -1)
WRAP(int, fdatasync, (int f), (f), file_fails("sync", f), -1)
WRAP(int, ftruncate, (int f, off_t l), (f, l), file_fails("truncate", f), -1)
WRAP(int, ftruncate64, (int f, off64_t l), (f, l), file_fails("truncate", f), -1)
WRAP(int, rename, (const char *a, const char *b), (a, b), path_fails("rename", b), -1)
WRAP(void *, mmap, (void *a, size_t l, int p, int g, int f, off_t o), (a, l, p, g, f, o), f >= 0 && file_fails("map", f), MAP_FAILED)
WRAP(void *, mmap64, (void *a, size_t l, int p, int g, int f, off64_t o), (a, l, p, g, f, o), f >= 0 && file_fails("map", f), MAP_FAILED)

#define WRAP_OPEN(name, before, given)                                                                                 \
    int name(before const char *path, int flags, ...) {                                                                \
        static int (*real)(before const char *, int, ...);                                                             \
        mode_t mode = 0;                                                                                               \
        if (!real) real = (int (*)(before const char *, int, ...))dlsym(RTLD_NEXT, #name);                             \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                                           \
            va_list more;                                                                                              \
            va_start(more, flags);                                                                                     \
            mode = va_arg(more, mode_t);                                                                               \
            va_end(more);                                                                                              \
        }                                                                                                              \
        return path_fails("open", path) ? -1 : real(given path, flags, mode);                                          \
    }
#define NOTHING
#define FOLDER int folder,
#define GIVEN_FOLDER folder,
WRAP_OPEN(open, NOTHING, NOTHING)
WRAP_OPEN(open64, NOTHING, NOTHING)
WRAP_OPEN(openat, FOLDER, GIVEN_FOLDER)
WRAP_OPEN(openat64, FOLDER, GIVEN_FOLDER)
