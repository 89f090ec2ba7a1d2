# cmake -DPROGRAM=… -DREQUEST=… -DREADME=… -P picture.cmake
# Runs what the target `demo` runs, and looks for the answer in the README.
set(answer "")
foreach(type DAY WEEK MONTH FIXED_TIME)
    execute_process(
        COMMAND ${PROGRAM} next --json ${REQUEST} --from 2022-12-20T00:00:00Z --count 4 --scheduled-type ${type}
        OUTPUT_VARIABLE part COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND answer "${part}")
endforeach()
file(READ "${README}" text)
string(FIND "${text}" "```text\n${answer}```" place)
if(place EQUAL -1)
    message(FATAL_ERROR "The README's picture is not what the program prints:\n${answer}")
endif()
