/// Stored definitions as text.
#ifndef NEXTFIRE_POSTGRES_WRITTEN_H
#define NEXTFIRE_POSTGRES_WRITTEN_H

#include "postgres/module.h"

/// Writes a stored definition, in the encoding of the database and with a NUL at its end; reports why it cannot be.
extern char* written(core_text definition, core_notation notation, core_text choice);

#endif
