# cmake -DREADME=… -DNUMBER=1|2 -DOUTPUT=… -P extract.cmake
# Writes a C++ block of the README to a file, so that what users copy is what is compiled and run.
file(READ "${README}" text)
foreach(block RANGE 1 ${NUMBER})
    string(FIND "${text}" "```cpp\n" begin)
    if(begin EQUAL -1)
        message(FATAL_ERROR "${README} has no C++ block ${block}")
    endif()
    math(EXPR begin "${begin} + 7")
    string(SUBSTRING "${text}" ${begin} -1 text)
endforeach()
string(FIND "${text}" "```" end)
string(SUBSTRING "${text}" 0 ${end} text)
file(WRITE "${OUTPUT}" "${text}")
