# cmake -DCOMPILER=… -DINCLUDE=… -DWORK=… -P check.cmake
# Compiles each snippet of this folder twice: with CONTROL defined it must compile, and without it must fail, with
# an error that its first line tells: `// error: REGEX`.
file(GLOB snippets ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
list(LENGTH snippets count)
if(count LESS 8)
    message(FATAL_ERROR "expected the snippets, but found ${count}")
endif()

# All of them include the library, which is read once.
file(WRITE ${WORK}/library.hpp "#include <nextfire/nextfire.hpp>\n")
set(flags -std=c++20 -Werror=unused-result -I${INCLUDE})
execute_process(COMMAND ${COMPILER} ${flags} -x c++-header ${WORK}/library.hpp -o ${WORK}/library.hpp.gch
    COMMAND_ERROR_IS_FATAL ANY)

# compile(STATUS OUTPUT SNIPPET FLAG…)
function(compile status output snippet)
    execute_process(
        COMMAND ${COMPILER} ${flags} -fsyntax-only -include ${WORK}/library.hpp ${ARGN} ${snippet}
        RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE text)
    set(${status} ${result} PARENT_SCOPE)
    set(${output} "${text}" PARENT_SCOPE)
endfunction()

foreach(snippet IN LISTS snippets)
    get_filename_component(name ${snippet} NAME_WE)
    file(STRINGS ${snippet} first_line LIMIT_COUNT 1)
    string(REGEX REPLACE "^// error: " "" expected "${first_line}")
    compile(status output ${snippet} -DCONTROL)
    if(NOT status EQUAL 0)
        message(SEND_ERROR "${name}: the control does not compile\n${output}")
    endif()
    compile(status output ${snippet})
    if(status EQUAL 0)
        message(SEND_ERROR "${name}: compiles, and must not")
    elseif(NOT output MATCHES "error: [^\n]*(${expected})")
        message(SEND_ERROR "${name}: expected an error with \"${expected}\", but found\n${output}")
    endif()
endforeach()
