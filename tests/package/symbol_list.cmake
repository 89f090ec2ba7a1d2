# cmake -DPYTHON=… -DSOURCE=… "-DARCHIVES=…" -P symbol_list.cmake
# The committed list of exported symbols is the one that the public headers and the archives make.
execute_process(COMMAND ${PYTHON} ${SOURCE}/src/exported_symbols.py ${SOURCE}/include ${ARCHIVES}
    OUTPUT_VARIABLE made COMMAND_ERROR_IS_FATAL ANY)
file(READ ${SOURCE}/src/exported_symbols.txt committed)
if(made STREQUAL committed)
    return()
endif()
string(REPLACE "\n" ";" made "${made}")
string(REPLACE "\n" ";" committed "${committed}")
set(new ${made})
set(gone ${committed})
list(REMOVE_ITEM new ${committed})
list(REMOVE_ITEM gone ${made})
list(JOIN new "\n  " new)
list(JOIN gone "\n  " gone)
message(FATAL_ERROR "New:\n  ${new}\nGone, which breaks every program that used it:\n  ${gone}\n"
    "src/README.md tells under \"Binary compatibility\" what to do.")
