/// Which nextfire this is, for those who must tell versions apart while compiling.
///
/// Versions follow semantic versioning; before 1.0, a new minor version may change what something means
/// (CHANGELOG.md names the clause).
///
///     #if NEXTFIRE_VERSION >= 200   // 0.2.0 or later
#pragma once

/// The major version: a new one may break what compiles today.
#define NEXTFIRE_VERSION_MAJOR 0

/// The minor version: a new one adds; before 1.0 it may also break.
#define NEXTFIRE_VERSION_MINOR 2

/// The patch version: a new one mends.
#define NEXTFIRE_VERSION_PATCH 0

/// The version as one number, major * 10,000 + minor * 100 + patch: 10203 is 1.2.3.
#define NEXTFIRE_VERSION \
    (NEXTFIRE_VERSION_MAJOR * 10000 + NEXTFIRE_VERSION_MINOR * 100 + NEXTFIRE_VERSION_PATCH)

/// The version as text, "1.2.3".
#define NEXTFIRE_VERSION_STRING "0.2.0"
