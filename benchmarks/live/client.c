/* The load client of `make bench-live`: hundreds of websockets in one thread, cheap enough to receive a million
 * small messages a second on one core, which no client in Python or Node does. Knows no protocol: everything it says was
 * framed beforehand (script.py), and what it hears is searched for the marker that each message carries.
 *
 * Usage: client SCRIPT, the whole conversation (layout: script.py, which writes it).
 * Says "ready" when those who come first have joined, waits for a line, plays, says "joined" when those who come later
 * all have, and prints one line of JSON.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum phase { ABSENT, FETCHING, SHAKING, JOINING, LIVE, GONE };
enum { BUCKETS = 64 * 40, NUMBERS = 1000, ROOM = 65536 };

struct person {
    enum phase phase;
    int fd, room, in_flow;            /* in_flow: counted among those who must receive everything */
    int64_t comes_us, began_us;       /* comes_us < 0: before the start */
    const uint8_t *fetch, *handshake, *out; /* what it says over HTTP, then on the socket, in order */
    uint32_t fetch_size, handshake_size, opening_size, out_size, due, sent;
    uint8_t *in;
    size_t in_size, in_room;
};
struct message { int64_t at_us; uint32_t person, end; };

static struct person *people;
static struct message *messages;
static uint32_t people_count, messages_count, port, skip, digits, ready_reach;
static const uint8_t *needle, *ready;
static uint32_t needle_size, ready_size, drain_us, patience_us;
static int64_t *spoken_us;            /* [person][number], when the message was written */
static uint32_t *next_number, *heard, *audience, latency[BUCKETS], lateness[BUCKETS];
static uint64_t delivered, expected, bytes_in, frames_in, repeated;
static uint32_t here, gone, sent_count;
static int poller;
static int64_t start_us, last_joined_us, last_heard_us;

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void fail(const char *why) { fprintf(stderr, "client: %s (%s)\n", why, strerror(errno)); exit(1); }

/* Buckets 1.6 % wide: 64 to each power of two. */
static void count(uint32_t *histogram, int64_t us) {
    uint64_t value = us > 0 ? (uint64_t)us : 0;
    int power = value < 128 ? 0 : 57 - __builtin_clzll(value);
    int bucket = power * 64 + (int)(value >> power);
    histogram[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
}

static double centile(const uint32_t *histogram, double share) {
    uint64_t total = 0, seen = 0;
    for (int i = 0; i < BUCKETS; i++) total += histogram[i];
    for (int i = 0; i < BUCKETS; i++)
        if ((seen += histogram[i]) > 0 && seen >= share * total) {
            int power = i < 128 ? 0 : i / 64 - 1;
            return power ? (double)((uint64_t)(i - power * 64) << power) : i;
        }
    return 0;
}

/* -- the script ---------------------------------------------------------------------------------------------- */

static const uint8_t *reading;
static int64_t number(void) { int64_t n; memcpy(&n, reading, 8); reading += 8; return n; }
static const uint8_t *text(uint32_t *size) {
    *size = (uint32_t)number();
    const uint8_t *place = reading;
    reading += *size;
    return place;
}

static void read_script(const char *path) {
    int fd = open(path, O_RDONLY);
    struct stat s;
    if (fd < 0 || fstat(fd, &s)) fail("no script");
    uint8_t *whole = malloc((size_t)s.st_size);
    for (off_t got = 0; got < s.st_size;) {
        ssize_t n = read(fd, whole + got, (size_t)(s.st_size - got));
        if (n <= 0) fail("the script ends early");
        got += n;
    }
    close(fd);
    reading = whole;
    port = (uint32_t)number(), drain_us = (uint32_t)number(), patience_us = (uint32_t)number();
    skip = (uint32_t)number(), digits = (uint32_t)number(), ready_reach = (uint32_t)number();
    needle = text(&needle_size), ready = text(&ready_size);
    people_count = (uint32_t)number(), messages_count = (uint32_t)number();
    people = calloc(people_count, sizeof *people);
    audience = calloc(people_count, sizeof *audience); /* by room */
    for (uint32_t i = 0; i < people_count; i++) {
        struct person *p = &people[i];
        p->room = (int)number(), p->in_flow = (int)number(), p->comes_us = number();
        p->fetch = text(&p->fetch_size), p->handshake = text(&p->handshake_size);
        p->opening_size = (uint32_t)number(), p->out = text(&p->out_size);
        audience[p->room] += (uint32_t)p->in_flow;
    }
    messages = malloc((messages_count + 1) * sizeof *messages);
    for (uint32_t i = 0; i < messages_count; i++)
        messages[i].at_us = number(), messages[i].person = (uint32_t)number(), messages[i].end = (uint32_t)number();
    spoken_us = calloc((size_t)people_count * NUMBERS, sizeof *spoken_us);
    heard = calloc((size_t)people_count * NUMBERS, sizeof *heard);
    next_number = calloc(people_count, sizeof *next_number);
}

/* -- one person ---------------------------------------------------------------------------------------------- */

static void leave(struct person *p, int is_lost) {
    if (p->fd >= 0) close(p->fd);
    p->fd = -1;
    if (is_lost) p->phase = GONE, gone++;
}

static void dial(struct person *p) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    p->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (p->fd < 0 || connect(p->fd, (struct sockaddr *)&server, sizeof server)) { leave(p, 1); return; }
    fcntl(p->fd, F_SETFL, O_NONBLOCK);
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = p};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, p->fd, &event)) fail("epoll");
    p->in_size = 0;
}

static void say(struct person *p, const uint8_t *what, uint32_t size) { /* small, on a fresh connection */
    if (p->fd >= 0 && send(p->fd, what, size, MSG_NOSIGNAL) != (ssize_t)size) leave(p, 1);
}

static void come(struct person *p) {
    p->began_us = now_us();
    p->phase = p->fetch_size ? FETCHING : SHAKING;
    dial(p);
    if (p->phase == FETCHING) say(p, p->fetch, p->fetch_size); else say(p, p->handshake, p->handshake_size);
}

/* Write what is due; what the server does not take yet waits for EPOLLOUT. */
static void speak(struct person *p) {
    while (p->fd >= 0 && p->sent < p->due) {
        ssize_t n = send(p->fd, p->out + p->sent, p->due - p->sent, MSG_NOSIGNAL);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) break;
        if (n <= 0) { leave(p, 1); return; }
        p->sent += (uint32_t)n;
    }
    if (p->fd < 0) return;
    struct epoll_event event = {.events = EPOLLIN | (p->sent < p->due ? EPOLLOUT : 0), .data.ptr = p};
    epoll_ctl(poller, EPOLL_CTL_MOD, p->fd, &event);
}

static uint32_t figures(const uint8_t *at, uint32_t size) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < size; i++) value = value * 10 + (uint32_t)(at[i] - '0');
    return value;
}

/* Every marker of a frame: needle, four figures (who), `skip` letters, `digits` figures (which). */
static void listen_to(struct person *p, const uint8_t *at, size_t size, int64_t now) {
    const uint8_t *end = at + size, *found;
    uint32_t tail = 4 + skip + digits;
    uint32_t own = (uint32_t)(p - people);
    while ((size_t)(end - at) >= needle_size + tail && (found = memmem(at, (size_t)(end - at) - tail, needle, needle_size))) {
        at = found + needle_size;
        uint32_t who = figures(at, 4), which = figures(at + 4 + skip, digits);
        at += tail;
        if (who >= people_count || which >= NUMBERS || who == own || !p->in_flow) continue;
        size_t place = (size_t)who * NUMBERS + which;
        if (++heard[place] >= audience[p->room]) { repeated++; continue; }
        delivered++, last_heard_us = now;
        count(latency, now - spoken_us[place]);
    }
}

static void pong(struct person *p, const uint8_t *payload, size_t size) {
    uint8_t frame[6 + 125] = {0x8a, (uint8_t)(0x80 | size)};
    if (size > 125 || p->sent < p->due) return; /* never in the middle of a message */
    memcpy(frame + 6, payload, size);
    say(p, frame, (uint32_t)(6 + size));
}

static void take_frame(struct person *p, int opcode, const uint8_t *payload, size_t size, int64_t now) {
    frames_in++;
    if (opcode == 8) { leave(p, 1); return; }
    if (opcode == 9) { pong(p, payload, size); return; }
    if (p->phase == JOINING) {
        size_t reach = ready_size + ready_reach;
        if (memmem(payload, size < reach ? size : reach, ready, ready_size)) p->phase = LIVE, here++, last_joined_us = now;
        if (start_us && here == people_count) puts("joined"), fflush(stdout); /* who came last has come */
    }
    listen_to(p, payload, size, now);
}

/* Whole frames at the head of the buffer; how many bytes they were. */
static size_t take_frames(struct person *p, int64_t now) {
    size_t at = 0;
    while (p->fd >= 0 && p->in_size - at >= 2) {
        const uint8_t *f = p->in + at;
        size_t size = f[1] & 127, head = 2;
        if (size == 126) head = 4; else if (size == 127) head = 10;
        if (p->in_size - at < head) break;
        if (head == 4) size = (size_t)f[2] << 8 | f[3];
        if (head == 10) { size = 0; for (int i = 2; i < 10; i++) size = size << 8 | f[i]; }
        if (p->in_size - at < head + size) break;
        take_frame(p, f[0] & 15, f + head, size, now);
        at += head + size;
    }
    return at;
}

/* The end of the HTTP answer opens the socket: `Connection: close` was asked. */
static void fetched(struct person *p) {
    int is_good = p->in_size > 12 && !memcmp(p->in + 9, "200", 3);
    leave(p, !is_good);
    if (!is_good) return;
    p->phase = SHAKING;
    dial(p);
    say(p, p->handshake, p->handshake_size);
}

static size_t shaken(struct person *p) {
    const uint8_t *end = memmem(p->in, p->in_size, "\r\n\r\n", 4);
    if (!end) return 0;
    if (memcmp(p->in + 9, "101", 3)) { leave(p, 1); return 0; }
    p->phase = JOINING;
    p->due = p->opening_size;
    speak(p);
    return (size_t)(end - p->in) + 4;
}

static void hear(struct person *p) {
    for (int turns = 0; turns < 4 && p->fd >= 0; turns++) {
        if (p->in_room - p->in_size < ROOM) p->in = realloc(p->in, p->in_room = 2 * p->in_room + 2 * ROOM);
        size_t room = p->in_room - p->in_size;
        ssize_t n = recv(p->fd, p->in + p->in_size, room, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (n <= 0) { if (p->phase == FETCHING) fetched(p); else leave(p, 1); return; }
        p->in_size += (size_t)n, bytes_in += (uint64_t)n;
        if (p->phase == FETCHING) continue;
        size_t used = p->phase == SHAKING ? shaken(p) : 0;
        if (p->phase >= JOINING && p->phase != GONE) {
            memmove(p->in, p->in + used, p->in_size -= used);
            used = take_frames(p, now_us());
        }
        memmove(p->in, p->in + used, p->in_size -= used);
        if ((size_t)n < room) return;
    }
}

/* -- the play ------------------------------------------------------------------------------------------------ */

static int clock_fd;
static void wake_at(int64_t us) {
    struct itimerspec when = {.it_value = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000 + 1}};
    timerfd_settime(clock_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

static void turn(void) {
    struct epoll_event events[256];
    int n = epoll_wait(poller, events, 256, 1000);
    for (int i = 0; i < n; i++) {
        struct person *p = events[i].data.ptr;
        uint64_t ticks;
        if (!p) { (void)!read(clock_fd, &ticks, 8); continue; }
        if (events[i].events & EPOLLOUT) speak(p);
        if (p->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) hear(p);
    }
}

static uint32_t nobody_waits(void) {
    uint32_t waiting = 0;
    for (uint32_t i = 0; i < people_count; i++)
        waiting += people[i].phase != ABSENT && people[i].phase != LIVE && people[i].phase != GONE;
    return !waiting;
}

static void gather(void) { /* those who come first, at most 16 handshakes at a time */
    int64_t limit = now_us() + patience_us;
    for (uint32_t i = 0, asked = 0; (i < people_count || !nobody_waits()) && now_us() < limit;) {
        while (i < people_count && asked - here - gone < 16) {
            if (people[i].comes_us < 0) come(&people[i]), asked++;
            i++;
        }
        wake_at(now_us() + 100000);
        turn();
    }
}

static void rest(void) { /* until nothing was heard for a while: the last newcomers are announced to everybody */
    int64_t limit = now_us() + patience_us, quiet_since = now_us();
    for (uint64_t before = bytes_in; now_us() < limit && now_us() - quiet_since < 500000; before = bytes_in) {
        wake_at(now_us() + 100000);
        turn();
        if (bytes_in != before) quiet_since = now_us();
    }
}

static void perform(const struct message *m, int64_t now) {
    struct person *p = &people[m->person];
    uint32_t which = next_number[m->person]++;
    p->due = m->end;
    if (p->phase != LIVE) return;
    spoken_us[(size_t)m->person * NUMBERS + which] = now;
    count(lateness, now - start_us - m->at_us);
    sent_count++, expected += audience[p->room] - 1;
    speak(p);
}

static void play(void) {
    start_us = now_us();
    int64_t end = start_us + (messages_count ? messages[messages_count - 1].at_us : 0);
    for (uint32_t m = 0, i = 0;;) {
        int64_t now = now_us(), next = end + drain_us;
        for (; m < messages_count && start_us + messages[m].at_us <= now; m++) perform(&messages[m], now);
        for (; i < people_count && (people[i].comes_us < 0 || start_us + people[i].comes_us <= now); i++)
            if (people[i].comes_us >= 0) come(&people[i]);
        if (m == messages_count && i == people_count && ((delivered >= expected && nobody_waits()) || now >= next)) return;
        if (m < messages_count) next = start_us + messages[m].at_us;
        if (i < people_count && start_us + people[i].comes_us < next) next = start_us + people[i].comes_us;
        wake_at(next);
        turn();
    }
}

static double cpu_s(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv) {
    if (argc != 2) fail("usage: client SCRIPT");
    read_script(argv[1]);
    poller = epoll_create1(0);
    clock_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(poller, EPOLL_CTL_ADD, clock_fd, &event);
    gather();
    rest();
    printf("ready %u\n", here);
    fflush(stdout);
    char go[8];
    if (!fgets(go, sizeof go, stdin)) fail("nobody said go");
    double spent = cpu_s();
    bytes_in = frames_in = 0;
    play();
    double wall_s = (double)(now_us() - start_us) / 1e6;
    printf("{\"joined\": %u, \"gone\": %u, \"sent\": %u, \"expected\": %lu, \"delivered\": %lu, \"repeated\": %lu, "
           "\"p50_ms\": %.3f, \"p99_ms\": %.3f, \"late_p99_ms\": %.3f, \"joined_s\": %.3f, \"last_s\": %.3f, "
           "\"wall_s\": %.3f, \"client_cpu_s\": %.3f, \"bytes_in\": %lu, \"frames_in\": %lu}\n",
           here, gone, sent_count, (unsigned long)expected, (unsigned long)delivered, (unsigned long)repeated,
           centile(latency, 0.5) / 1e3, centile(latency, 0.99) / 1e3, centile(lateness, 0.99) / 1e3,
           (double)(last_joined_us - start_us) / 1e6, (double)(last_heard_us - start_us) / 1e6, wall_s, cpu_s() - spent,
           (unsigned long)bytes_in, (unsigned long)frames_in);
    return 0;
}
