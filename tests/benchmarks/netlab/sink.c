/* A store that takes request bodies and throws them away, faster than any client sends them.
 *
 * sink ADDRESS CERTIFICATE KEY [--md5] [--rate BYTES_PER_SECOND]
 *
 * Serves TLS when CERTIFICATE is not "-", one thread per connection. Each request is answered 200; the ETag is the MD5
 * of the body with --md5 and otherwise a word that no client takes for an MD5. --rate limits all connections together.
 * The first line of output is the port. From then on every line on standard input is answered with one line of JSON:
 * "paths" with the bytes of each path (without its query) that came in, anything else with the counters of all
 * together. The end of standard input is the end of the program.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024, HEAD = 16 * 1024, PATHS = 1024, PATH = 256 };

static SSL_CTX *tls;
static bool with_md5;
static double ns_per_byte; /* 0: no limit */
static atomic_long bytes, requests, connections, broken;

typedef struct {
    char name[PATH];
    atomic_long bytes;
} Path;

static Path paths[PATHS]; /* the last one takes what does not fit */
static int known_paths;
static pthread_mutex_t paths_lock = PTHREAD_MUTEX_INITIALIZER;

typedef struct {
    int socket;
    SSL *ssl;
    char head[HEAD + 1];
    size_t held; /* bytes of head[] in use */
    char *block;
    Path *path; /* of the request that is being read */
} Peer;

static ssize_t receive(Peer *peer, void *to, size_t size)
{
    return peer->ssl ? SSL_read(peer->ssl, to, (int)size) : recv(peer->socket, to, size, 0);
}

static bool transmit(Peer *peer, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t sent = peer->ssl ? SSL_write(peer->ssl, text, (int)left)
                                 : send(peer->socket, text, left, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        text += sent;
        left -= (size_t)sent;
    }
    return true;
}

static long long now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Wait until `size` bytes more are allowed: all connections draw on one clock. */
static void keep_to_rate(size_t size)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static long long free_at;
    if (ns_per_byte == 0)
        return;
    pthread_mutex_lock(&lock);
    long long now = now_ns();
    /* What was not used for more than 20 ms is lost, so that a pause is not followed by a burst. */
    if (free_at < now - 20000000)
        free_at = now - 20000000;
    free_at += (long long)((double)size * ns_per_byte);
    long long until = free_at;
    pthread_mutex_unlock(&lock);
    struct timespec when = {until / 1000000000LL, until % 1000000000LL};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL);
}

/* Read up to the empty line; returns the length of the head with it, 0 when the peer has gone or talks nonsense. */
static size_t read_head(Peer *peer)
{
    for (;;) {
        peer->head[peer->held] = 0;
        char *end = strstr(peer->head, "\r\n\r\n");
        if (end)
            return (size_t)(end - peer->head) + 4;
        if (peer->held == HEAD)
            return 0;
        ssize_t got = receive(peer, peer->head + peer->held, HEAD - peer->held);
        if (got <= 0)
            return 0;
        peer->held += (size_t)got;
    }
}

/* The counter for the target of a request line such as "PUT /a/b?c HTTP/1.1". */
static Path *path_of(const char *head)
{
    char name[PATH] = "";
    size_t length = 0;
    const char *target = strchr(head, ' ');
    /* What would need escaping in JSON does not occur in a URL. */
    for (target = target ? target + 1 : ""; length < PATH - 1 && *target > ' ' && !strchr("?\"\\", *target); target++)
        name[length++] = *target;
    pthread_mutex_lock(&paths_lock);
    int found = 0;
    while (found < known_paths && strcmp(paths[found].name, name) != 0)
        found++;
    if (found == known_paths && known_paths < PATHS - 1)
        memcpy(paths[known_paths++].name, name, sizeof name);
    pthread_mutex_unlock(&paths_lock);
    return &paths[found];
}

static void count_in(Peer *peer, const void *data, size_t size, EVP_MD_CTX *md5)
{
    if (md5)
        EVP_DigestUpdate(md5, data, size);
    atomic_fetch_add(&bytes, (long)size);
    atomic_fetch_add(&peer->path->bytes, (long)size);
    keep_to_rate(size);
}

/* Take a body of `left` bytes, of which some may have come with the head. */
static bool take_body(Peer *peer, size_t head, long long left, EVP_MD_CTX *md5)
{
    size_t early = peer->held - head;
    if ((long long)early > left)
        early = (size_t)left;
    count_in(peer, peer->head + head, early, md5);
    left -= (long long)early;
    memmove(peer->head, peer->head + head + early, peer->held - head - early);
    peer->held -= head + early;
    while (left > 0) {
        ssize_t got = receive(peer, peer->block, left < BLOCK ? (size_t)left : BLOCK);
        if (got <= 0) {
            atomic_fetch_add(&broken, 1);
            return false;
        }
        count_in(peer, peer->block, (size_t)got, md5);
        left -= got;
    }
    return true;
}

/* Serve one request; false when the connection is over. */
static bool serve(Peer *peer, EVP_MD_CTX *md5)
{
    size_t head = read_head(peer);
    if (head == 0)
        return false;
    peer->head[head - 1] = 0;
    peer->path = path_of(peer->head);
    const char *length = strcasestr(peer->head, "\r\ncontent-length:");
    bool waits = strcasestr(peer->head, "\r\nexpect:") != NULL;
    bool closes = strcasestr(peer->head, "\r\nconnection: close") != NULL;
    if (waits && !transmit(peer, "HTTP/1.1 100 Continue\r\n\r\n"))
        return false;
    if (md5)
        EVP_DigestInit_ex(md5, EVP_md5(), NULL);
    if (!take_body(peer, head, length ? atoll(length + 17) : 0, md5))
        return false;
    char etag[2 * EVP_MAX_MD_SIZE + 1] = "discarded";
    if (md5) {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size;
        EVP_DigestFinal_ex(md5, digest, &size);
        for (unsigned i = 0; i < size; i++)
            sprintf(etag + 2 * i, "%02x", digest[i]);
    }
    char answer[256];
    snprintf(answer, sizeof answer, "HTTP/1.1 200 OK\r\nETag: \"%s\"\r\nContent-Length: 0\r\n\r\n", etag);
    atomic_fetch_add(&requests, 1);
    return transmit(peer, answer) && !closes;
}

static void *attend(void *argument)
{
    Peer *peer = argument;
    int on = 1;
    setsockopt(peer->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    EVP_MD_CTX *md5 = with_md5 ? EVP_MD_CTX_new() : NULL;
    peer->block = malloc(BLOCK);
    if (tls) {
        peer->ssl = SSL_new(tls);
        SSL_set_fd(peer->ssl, peer->socket);
    }
    if (!tls || SSL_accept(peer->ssl) == 1) {
        while (serve(peer, md5))
            continue;
    }
    if (peer->ssl) {
        SSL_shutdown(peer->ssl);
        SSL_free(peer->ssl);
    }
    EVP_MD_CTX_free(md5);
    close(peer->socket);
    free(peer->block);
    free(peer);
    return NULL;
}

static void tell_paths(void)
{
    pthread_mutex_lock(&paths_lock);
    printf("{");
    for (int i = 0; i < known_paths; i++)
        printf("%s\"%s\": %ld", i ? ", " : "", paths[i].name, atomic_load(&paths[i].bytes));
    printf("}\n");
    pthread_mutex_unlock(&paths_lock);
    fflush(stdout);
}

static void *answer_questions(void *unused)
{
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        if (strcmp(line, "paths\n") == 0) {
            tell_paths();
            continue;
        }
        printf("{\"bytes\": %ld, \"requests\": %ld, \"connections\": %ld, \"broken\": %ld}\n", atomic_load(&bytes),
               atomic_load(&requests), atomic_load(&connections), atomic_load(&broken));
        fflush(stdout);
    }
    exit(0);
    return unused;
}

static void use_certificate(const char *certificate, const char *key)
{
    tls = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_read_ahead(tls, 1);
    if (SSL_CTX_use_certificate_chain_file(tls, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) != 1) {
        fprintf(stderr, "sink: the certificate cannot be used\n");
        exit(1);
    }
}

int main(int count, char **words)
{
    if (count < 4) {
        fprintf(stderr, "sink ADDRESS CERTIFICATE KEY [--md5] [--rate BYTES_PER_SECOND]\n");
        return 2;
    }
    if (strcmp(words[2], "-") != 0)
        use_certificate(words[2], words[3]);
    for (int i = 4; i < count; i++) {
        if (strcmp(words[i], "--md5") == 0)
            with_md5 = true;
        else if (strcmp(words[i], "--rate") == 0 && i + 1 < count)
            ns_per_byte = 1e9 / atof(words[++i]);
    }
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    inet_pton(AF_INET, words[1], &address.sin_addr);
    if (bind(listener, (void *)&address, size) || listen(listener, 1024) ||
        getsockname(listener, (void *)&address, &size)) {
        perror("sink");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    pthread_t thread;
    pthread_create(&thread, NULL, answer_questions, NULL);
    for (;;) {
        int accepted = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (accepted < 0)
            continue;
        atomic_fetch_add(&connections, 1);
        Peer *peer = calloc(1, sizeof *peer);
        peer->socket = accepted;
        pthread_create(&thread, NULL, attend, peer);
        pthread_detach(thread);
    }
}
