// doctest's runner, compiled once for all test programs.  The first name is told apart from the second because the
// header is there already, precompiled.
#define DOCTEST_CONFIG_IMPLEMENT
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
