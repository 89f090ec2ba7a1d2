// For LD_PRELOAD: a disk that does not answer while the folder $NEXTFIRE_TEST_DISK has a file `stuck`, and that takes
// nothing more while it has a file `full`.
#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <string>

namespace {

bool has(const char* file) {
    static const std::string folder = std::getenv("NEXTFIRE_TEST_DISK");
    return access((folder + '/' + file).c_str(), F_OK) == 0;
}

template <class Offset>
ssize_t write_at(const char* name, int descriptor, const void* bytes, std::size_t size, Offset offset) {
    using call = ssize_t (*)(int, const void*, std::size_t, Offset);
    constexpr int most_waits = 3000;  // half a minute: a test that fails ends
    for (int waits = 0; waits < most_waits && has("stuck"); ++waits) usleep(10'000);
    if (!has("full")) return reinterpret_cast<call>(dlsym(RTLD_NEXT, name))(descriptor, bytes, size, offset);
    errno = ENOSPC;
    return -1;
}

}  // namespace

extern "C" ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
    return write_at("pwrite", descriptor, bytes, size, offset);
}

extern "C" ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t offset) {
    return write_at("pwrite64", descriptor, bytes, size, offset);
}
