# cmake -DPROGRAM=… -DDEMO=… -DREADME=… -P picture.cmake
# Runs what the target `demo` runs: its answer ends with the picture that the README shows.
execute_process(
    COMMAND ${PROGRAM} patch --task ${DEMO}/task.json --body ${DEMO}/modify_request.json --now 2022-12-20T00:00:00Z
    OUTPUT_VARIABLE answer COMMAND_ERROR_IS_FATAL ANY)
foreach(type DAY WEEK MONTH FIXED_TIME)
    execute_process(
        COMMAND ${PROGRAM} next --json ${DEMO}/modify_request.json --from 2022-12-20T00:00:00Z --count 4 --scheduled-type ${type}
        OUTPUT_VARIABLE part COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND answer "${part}")
endforeach()
file(READ "${README}" text)
set(opening "It ends with\n\n```text\n")
string(FIND "${text}" "${opening}" begin)
if(begin EQUAL -1)
    message(FATAL_ERROR "The README has no picture of the demo.")
endif()
string(LENGTH "${opening}" length)
math(EXPR begin "${begin} + ${length}")
string(SUBSTRING "${text}" ${begin} -1 picture)
string(FIND "${picture}" "```" end)
string(SUBSTRING "${picture}" 0 ${end} picture)
string(FIND "${answer}" "\n${picture}" place REVERSE)
string(LENGTH "${answer}" whole)
string(LENGTH "\n${picture}" shown)
math(EXPR rest "${whole} - ${shown}")
if(shown LESS 80 OR NOT place EQUAL rest)
    message(FATAL_ERROR "The demo does not end with the README's picture:\n${answer}")
endif()
