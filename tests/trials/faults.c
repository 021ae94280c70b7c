// Stands between a process and the system's calls that write: below one folder the n-th of them fails, is cut off in
// the midst, or is the last the process does. Loaded with LD_PRELOAD; told by the environment:
//   GENKI_FAULT_FOLDER  below which calls are counted      GENKI_FAULT_AT     which call it is, from 1
//   GENKI_FAULT_HOW     eio | full | kill | tear | count | appear   GENKI_FAULT_STAYS  all that follow fail too
//   GENKI_FAULT_NOTES   a path: ".hit" is made beside it once one was met; where ".room" stands, all is well again;
//                       with count nothing fails, and ".syncs" grows by a byte for each write made durable;
//                       with appear the process ends once the n-th name appeared there, or went
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096], notes[4096];
static size_t folder_length;
static long at, seen;
static int kind, stays, armed; // kind: 1 EIO, 2 ENOSPC, 3 kill, 4 tear, 5 count, 6 appear

__attribute__((constructor)) static void begin(void) {
    const char *f = getenv("GENKI_FAULT_FOLDER"), *n = getenv("GENKI_FAULT_AT"), *h = getenv("GENKI_FAULT_HOW");
    const char *p = getenv("GENKI_FAULT_NOTES");
    if (!f || !n || !h || !p) return;
    snprintf(folder, sizeof folder, "%s/", f);
    snprintf(notes, sizeof notes, "%s", p);
    folder_length = strlen(folder);
    at = atol(n);
    kind = !strcmp(h, "eio") ? 1 : !strcmp(h, "full") ? 2 : !strcmp(h, "kill") ? 3 : !strcmp(h, "tear") ? 4 : !strcmp(h, "count") ? 5 : 6;
    stays = getenv("GENKI_FAULT_STAYS") != NULL;
    armed = 1;
}

static int noted(const char *end) {
    char path[4200];
    snprintf(path, sizeof path, "%s%s", notes, end);
    return access(path, F_OK) == 0;
}

static void note(const char *end) {
    char path[4200];
    snprintf(path, sizeof path, "%s%s", notes, end);
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0) close(fd);
}

static void grow(const char *end) {
    char path[4200];
    snprintf(path, sizeof path, "%s%s", notes, end);
    int fd = open(path, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, ".", 1) != 1) abort();
    close(fd);
}

static int below(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return !strncmp(path, folder, folder_length);
}

// What is to become of this call: 0 nothing, 1 it fails (errno is set), 2 half of it and then the end.
static int fate(int ours) {
    if (!armed || !ours || kind >= 5) return 0;
    long n = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
    if (n != at && !(stays && n > at)) return 0;
    if (noted(".room")) return 0;
    note(".hit");
    if (kind == 3) kill(getpid(), SIGKILL);
    if (kind == 4) return 2;
    errno = kind == 1 ? EIO : ENOSPC;
    return 1;
}

// A name appeared in the folder, went from it, or is another file's now.
static void changed(const char *path) {
    if (!armed || kind != 6 || strncmp(path, folder, folder_length)) return;
    if (__atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST) != at) return;
    note(".hit");
    kill(getpid(), SIGKILL);
}

#define REAL(type, name, ...)                                                                                          \
    static type (*real)(__VA_ARGS__);                                                                                  \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define ENDS() (kill(getpid(), SIGKILL), pause())

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    switch (armed ? fate(below(fd)) : 0) {
    case 1: return -1;
    case 2: real(fd, bytes, length / 2); ENDS();
    }
    return real(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    switch (armed ? fate(below(fd)) : 0) {
    case 1: return -1;
    case 2: real(fd, bytes, length / 2, offset); ENDS();
    }
    return real(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    switch (armed ? fate(below(fd)) : 0) {
    case 1: return -1;
    case 2: real(fd, bytes, length / 2, offset); ENDS();
    }
    return real(fd, bytes, length, offset);
}

ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags) {
    REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned);
    switch (armed ? fate(below(to)) : 0) {
    case 1: return -1;
    case 2: real(from, a, to, b, length / 2, flags); ENDS();
    }
    return real(from, a, to, b, length, flags);
}

#define PLAIN(name, params, args, ours, ...)                                                                           \
    int name params {                                                                                                  \
        REAL(int, #name, __VA_ARGS__);                                                                                 \
        switch (armed ? fate(ours) : 0) {                                                                              \
        case 1: return -1;                                                                                             \
        case 2: ENDS();                                                                                                \
        }                                                                                                              \
        return real args;                                                                                              \
    }

// A write is made durable: counted where that is asked.
static int durable(int fd) {
    int ours = below(fd);
    if (kind == 5 && ours) grow(".syncs");
    return ours;
}

PLAIN(fsync, (int fd), (fd), durable(fd), int)
PLAIN(fdatasync, (int fd), (fd), durable(fd), int)
PLAIN(ftruncate, (int fd, off_t length), (fd, length), below(fd), int, off_t)
PLAIN(ftruncate64, (int fd, off64_t length), (fd, length), below(fd), int, off64_t)

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    switch (armed ? fate(!strncmp(to, folder, folder_length)) : 0) {
    case 1: return -1;
    case 2: ENDS();
    }
    int done = real(from, to);
    if (done == 0) changed(to);
    return done;
}

// Counted where they make a file that was not there.
#define OPENS(name)                                                                                                    \
    int name(const char *path, int flags, ...) {                                                                       \
        REAL(int, #name, const char *, int, ...);                                                                      \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;                                                      \
        va_end(more);                                                                                                  \
        int makes = armed && kind == 6 && flags & O_CREAT && access(path, F_OK) != 0;                                  \
        int fd = real(path, flags, mode);                                                                              \
        if (makes && fd >= 0) changed(path);                                                                           \
        return fd;                                                                                                     \
    }
OPENS(open)
OPENS(open64)

#define NAMES(name, params, args, path, ...)                                                                           \
    int name params {                                                                                                  \
        REAL(int, #name, __VA_ARGS__);                                                                                 \
        int done = real args;                                                                                          \
        if (done == 0) changed(path);                                                                                  \
        return done;                                                                                                   \
    }
NAMES(mkdir, (const char *path, mode_t mode), (path, mode), path, const char *, mode_t)
NAMES(unlink, (const char *path), (path), path, const char *)
NAMES(rmdir, (const char *path), (path), path, const char *)
