#include <nextfire/api/sqlite_store.hpp>
