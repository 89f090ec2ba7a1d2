// For LD_PRELOAD: every second call of accept() fails, in turn with each error that passes.
#include <dlfcn.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>

extern "C" int accept(int socket, sockaddr* address, socklen_t* length) {
    using accept_call = int (*)(int, sockaddr*, socklen_t*);
    static const auto original = reinterpret_cast<accept_call>(dlsym(RTLD_NEXT, "accept"));
    constexpr std::array<int, 8> faults{EMFILE, ENFILE, ECONNABORTED, ENOBUFS, ENOMEM, EPROTO, EINTR, EAGAIN};
    static std::atomic<std::size_t> calls{0};
    const std::size_t call = calls++;
    if (call % 2 == 1) return original(socket, address, length);
    errno = faults[call / 2 % faults.size()];
    return -1;
}
