/* A long line between two network namespaces: rate, queue, delay, loss and cuts, packet by packet.
 *
 * link NEAR FAR UP_BITS DOWN_BITS ONE_WAY_MS UP_LOSS QUEUE_BYTES SEED
 *
 * Makes a TUN device "line0" in each of the two namespaces (names as of `ip netns`). A packet that leaves one side waits
 * in a first-in first-out queue for its turn at the given rate, is dropped when the queue is full (tail drop) or, on the
 * way up, by chance (UP_LOSS from 0 to 1), and arrives ONE_WAY_MS later at the other side. The kernel's own netem does
 * the same but is not everywhere; a proxy would not do, because it ends the TCP connection and so hides loss.
 * The first line of output is "ready". Lines on standard input: "cut" (a black hole), "mend", and "count", which is
 * answered with one line of JSON. The end of standard input is the end of the program. Needs root and /dev/net/tun.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS = 1 << 16, PACKET = 1536, BATCH = 256 };

typedef struct {
    int64_t due;
    ssize_t size;
} Slot;

typedef struct {
    int from, to;
    double ns_per_byte, loss;
    int64_t delay, longest_queue; /* ns */
    int64_t free_at;              /* when the sender has finished with what is queued */
    Slot *slots;
    unsigned char *packets;
    unsigned first, next;
    uint64_t passed, bytes, overflowed, lost, swallowed;
} Way;

static bool is_cut;
static uint64_t chance_state;

static int64_t now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* xorshift64: repeatable for one seed. */
static double chance(void)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (double)(chance_state >> 11) / 9007199254740992.0;
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* Make the device inside a namespace and come back. */
static int open_device(const char *name)
{
    char path[128];
    int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "/run/netns/%s", name);
    int away = open(path, O_RDONLY | O_CLOEXEC);
    if (home < 0 || away < 0 || setns(away, CLONE_NEWNET))
        fail(name);
    int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    struct ifreq wanted = {.ifr_flags = IFF_TUN | IFF_NO_PI};
    strcpy(wanted.ifr_name, "line0");
    if (device < 0 || ioctl(device, TUNSETIFF, &wanted))
        fail("tun");
    if (setns(home, CLONE_NEWNET))
        fail("namespace");
    close(home);
    close(away);
    return device;
}

static Way make_way(int from, int to, double bits, double delay_ms, double loss, double queue_bytes)
{
    Way way = {.from = from, .to = to, .ns_per_byte = 8e9 / bits, .loss = loss};
    way.delay = (int64_t)(delay_ms * 1e6);
    way.longest_queue = (int64_t)(queue_bytes * way.ns_per_byte);
    way.slots = calloc(SLOTS, sizeof(Slot));
    way.packets = malloc((size_t)SLOTS * PACKET);
    return way;
}

/* Take what waits at one end into the queue; returns how many packets there were. */
static int take(Way *way)
{
    for (int count = 0; count < BATCH; count++) {
        unsigned after = (way->next + 1) % SLOTS;
        if (after == way->first)
            return count;
        ssize_t size = read(way->from, way->packets + (size_t)way->next * PACKET, PACKET);
        if (size <= 0)
            return count;
        if (is_cut) {
            way->swallowed++;
            continue;
        }
        int64_t now = now_ns();
        int64_t start = way->free_at > now ? way->free_at : now;
        if (start - now > way->longest_queue) {
            way->overflowed++;
            continue;
        }
        way->free_at = start + (int64_t)((double)size * way->ns_per_byte);
        if (way->loss > 0 && chance() < way->loss) {
            way->lost++;
            continue;
        }
        way->slots[way->next] = (Slot){way->free_at + way->delay, size};
        way->next = after;
        way->passed++;
        way->bytes += (uint64_t)size;
    }
    return BATCH;
}

/* Hand over what is due; returns ns until the next packet is. */
static int64_t deliver(Way *way)
{
    while (way->first != way->next) {
        Slot slot = way->slots[way->first];
        int64_t now = now_ns();
        if (slot.due > now)
            return slot.due - now;
        if (is_cut || write(way->to, way->packets + (size_t)way->first * PACKET, (size_t)slot.size) < 0)
            way->swallowed++;
        way->first = (way->first + 1) % SLOTS;
    }
    return 1000000000LL;
}

static void count(const char *name, const Way *way, const char *end)
{
    printf("\"%s\": {\"passed\": %lu, \"bytes\": %lu, \"overflowed\": %lu, \"lost\": %lu, \"swallowed\": %lu}%s", name,
           way->passed, way->bytes, way->overflowed, way->lost, way->swallowed, end);
}

static void obey(const char *line, const Way *up, const Way *down)
{
    if (strncmp(line, "cut", 3) == 0)
        is_cut = true;
    else if (strncmp(line, "mend", 4) == 0)
        is_cut = false;
    printf("{");
    count("up", up, ", ");
    count("down", down, "}\n");
    fflush(stdout);
}

int main(int words, char **word)
{
    if (words != 9) {
        fprintf(stderr, "link NEAR FAR UP_BITS DOWN_BITS ONE_WAY_MS UP_LOSS QUEUE_BYTES SEED\n");
        return 2;
    }
    int near = open_device(word[1]), far = open_device(word[2]);
    double delay = atof(word[5]), queue = atof(word[7]);
    chance_state = strtoull(word[8], NULL, 10) * 2654435761u + 88172645463325252ull;
    Way up = make_way(near, far, atof(word[3]), delay, atof(word[6]), queue);
    Way down = make_way(far, near, atof(word[4]), delay, 0, queue);
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        int64_t wait_up = deliver(&up), wait_down = deliver(&down);
        bool is_busy = take(&up) + take(&down) > 0;
        int64_t wait = is_busy ? 0 : wait_up < wait_down ? wait_up : wait_down;
        struct timespec limit = {wait / 1000000000LL, wait % 1000000000LL};
        struct pollfd ends[3] = {{STDIN_FILENO, POLLIN, 0}, {near, POLLIN, 0}, {far, POLLIN, 0}};
        if (ppoll(ends, 3, &limit, NULL) > 0 && ends[0].revents) {
            char line[64];
            ssize_t size = read(STDIN_FILENO, line, sizeof line - 1);
            if (size <= 0)
                return 0;
            line[size] = 0;
            obey(line, &up, &down);
        }
    }
}
