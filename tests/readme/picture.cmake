# cmake -DPROGRAM=… -DDEMO=… -DREADME=… -P picture.cmake
# Runs what the target `demo` runs, and looks for the answer in the README.
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
string(FIND "${text}" "```text\n${answer}```" place)
if(place EQUAL -1)
    message(FATAL_ERROR "The README's picture is not what the program prints:\n${answer}")
endif()
