// Stands between the tortured process and its disk (LD_PRELOAD, Linux): writes down what is done to the files of one folder, or
// makes it fail. For tests only; nothing of it is in the product.
//
//   TORTURE_FOLDER   whose files are meant
//   TORTURE_TRACE    where it is written down: kind, file, place, length (1 + 3 × 8 bytes), then the bytes
//   TORTURE_DEAF     nothing reaches the disk when it is asked to wait for it: a control, under which work must be lost
//   TORTURE_FAIL     "after count errno waits": so many writes and waits go well, then so many fail (0: all that follow); waits 1: only waits
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES = 1024 };
static uint64_t file_of[FILES], next_file = 1;
static int trace = -1, deaf, failing, error_number, only_waits;
static long after, count, calls;
static const char *folder;

#define REAL(result, name, ...) \
    static result (*real_##name)(__VA_ARGS__); \
    if (!real_##name) real_##name = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static ssize_t put(int fd, const void *bytes, size_t length) {
    REAL(ssize_t, write, int, const void *, size_t);
    return real_write(fd, bytes, length);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("TORTURE_TRACE"), *fail = getenv("TORTURE_FAIL");
    REAL(int, open64, const char *, int, ...);
    folder = getenv("TORTURE_FOLDER");
    deaf = getenv("TORTURE_DEAF") != NULL;
    failing = fail && sscanf(fail, "%ld %ld %d %d", &after, &count, &error_number, &only_waits) == 4;
    if (path) trace = real_open64(path, O_CREAT | O_WRONLY | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
}

static void tell(char kind, uint64_t file, uint64_t place, uint64_t length, const void *bytes) {
    char head[25];
    if (trace < 0) return;
    head[0] = kind;
    memcpy(head + 1, &file, 8);
    memcpy(head + 9, &place, 8);
    memcpy(head + 17, &length, 8);
    put(trace, head, sizeof head);
    if (length && bytes) put(trace, bytes, length);
}

static uint64_t known(int fd) { return fd >= 0 && fd < FILES ? file_of[fd] : 0; }
static int meant(const char *path) { return folder && !strncmp(path, folder, strlen(folder)); }

static int fails(int fd, int waits) {
    if (!failing || !known(fd) || (only_waits && !waits)) return 0;
    long call = ++calls;
    if (call <= after || (count && call > after + count)) return 0;
    errno = error_number;
    return 1;
}

static int opened(const char *path, int flags, int mode) {
    REAL(int, open64, const char *, int, ...);
    int fd = real_open64(path, flags, mode);
    if (fd >= 0 && fd < FILES && meant(path) && (flags & O_ACCMODE) != O_RDONLY) {
        file_of[fd] = next_file++;
        tell(flags & O_TRUNC ? 'C' : 'O', file_of[fd], 0, strlen(path), path);
    }
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        int mode = va_arg(more, int); \
        va_end(more); \
        return opened(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

static void wrote(int fd, const void *bytes, ssize_t length, off64_t place) {
    if (length > 0 && known(fd)) tell('W', known(fd), (uint64_t)place, (uint64_t)length, bytes);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (fails(fd, 0)) return -1;
    ssize_t done = put(fd, bytes, length);
    if (known(fd)) wrote(fd, bytes, done, lseek64(fd, 0, SEEK_CUR) - done);
    // What was said aloud was acknowledged.
    if (fd == 1 && done > 0) tell('A', 0, 0, (uint64_t)done, bytes);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t place) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    if (fails(fd, 0)) return -1;
    ssize_t done = real_pwrite64(fd, bytes, length, place);
    wrote(fd, bytes, done, place);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t place) {
    return pwrite64(fd, bytes, length, place);
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, ftruncate64, int, off64_t);
    int done = real_ftruncate64(fd, length);
    if (!done && known(fd)) tell('T', known(fd), (uint64_t)length, 0, NULL);
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int waited(int fd, int done) {
    if (!done && !deaf && known(fd)) tell('S', known(fd), 0, 0, NULL);
    return done;
}

int fsync(int fd) {
    REAL(int, fsync, int);
    return fails(fd, 1) ? -1 : waited(fd, real_fsync(fd));
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    return fails(fd, 1) ? -1 : waited(fd, real_fdatasync(fd));
}

int close(int fd) {
    REAL(int, close, int);
    if (known(fd)) file_of[fd] = 0;
    return real_close(fd);
}

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    int done = real_unlink(path);
    if (!done && meant(path)) tell('U', 0, 0, strlen(path), path);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    int done = real_rename(from, to);
    if (!done && meant(to)) {
        char both[8192];
        int length = snprintf(both, sizeof both, "%s\n%s", from, to);
        if (length > 0 && length < (int)sizeof both) tell('R', 0, 0, (uint64_t)length, both);
    }
    return done;
}
