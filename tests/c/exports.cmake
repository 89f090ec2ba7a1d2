# cmake -DLIBRARY=… -DHEADER=… -DNM=… -P exports.cmake
# The shared library exports the functions of its header, and nothing else.
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n]+\n" symbols "${symbols}")
set(exported)
foreach(symbol IN LISTS symbols)
    string(REGEX REPLACE "@.*|\n" "" symbol "${symbol}")
    list(APPEND exported ${symbol})
endforeach()
list(FILTER exported EXCLUDE REGEX "^NEXTFIRE_[0-9]+$")  # the node of the version script
file(READ ${HEADER} header)
string(REGEX MATCHALL "NEXTFIRE_EXPORT [a-z0-9_ ]+[ *]+nextfire_[a-z_]+\\(" declared "${header}")
list(TRANSFORM declared REPLACE ".*[ *](nextfire_[a-z_]+)\\($" "\\1")
list(SORT exported)
list(SORT declared)
list(LENGTH declared count)
if(count LESS 20 OR NOT exported STREQUAL declared)
    message(FATAL_ERROR "exported: ${exported}\ndeclared: ${declared}")
endif()
