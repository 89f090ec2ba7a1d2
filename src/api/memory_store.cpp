#include <nextfire/api/memory_store.hpp>
