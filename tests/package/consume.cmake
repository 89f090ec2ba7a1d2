# cmake -DBUILD=… -DSOURCE=… -DWORK=… -DWAY=installed|subdirectory -DCOMPILER=… -DFLAGS=… -DCONSUMER_SOURCE=…
#     -DAPI_CONSUMER_SOURCE=… -DCOMPONENTS=api,sqlite -P consume.cmake
# Builds a user's project from scratch and runs it: all of it against the installed package; as a subdirectory, where
# the library is built again, all is configured and the core alone built.
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGV}\n${output}")
    endif()
endfunction()

# configure(FOLDER ARGUMENT…)
function(configure folder)
    run(${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${WORK}/${folder} ${where}
        -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS}
        -DCONSUMER_SOURCE=${CONSUMER_SOURCE} -DAPI_CONSUMER_SOURCE=${API_CONSUMER_SOURCE} ${ARGN})
endfunction()

file(REMOVE_RECURSE ${WORK})
set(where -DNEXTFIRE_SOURCE_DIR=${SOURCE})
if(WAY STREQUAL "installed")
    run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
    set(where -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
endif()
configure(build -DCOMPONENTS=${COMPONENTS})
set(programs consumer)
if(WAY STREQUAL "installed")
    string(REPLACE "," ";" components "${COMPONENTS}")
    list(TRANSFORM components APPEND _consumer OUTPUT_VARIABLE components)
    list(APPEND programs ${components})
endif()
run(${CMAKE_COMMAND} --build ${WORK}/build --target ${programs})
foreach(program IN LISTS programs)
    run(${WORK}/build/${program})
endforeach()

# Whoever wants the core alone needs no SQLite, installed or not.
if(WAY STREQUAL "installed")
    configure(without_sqlite -DCMAKE_DISABLE_FIND_PACKAGE_SQLite3=ON -DMISSING=sqlite)
    run(${CMAKE_COMMAND} --build ${WORK}/without_sqlite --target consumer)
endif()
