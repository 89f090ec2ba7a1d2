# cmake -DBUILD=… -DSOURCE=… -DWORK=… -DWAY=installed|subdirectory -DCOMPILER=… -DFLAGS=… -DCONSUMER_SOURCE=… -P consume.cmake
# Builds a user's project from scratch and runs it.
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGV}\n${output}")
    endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
set(where -DNEXTFIRE_SOURCE_DIR=${SOURCE})
if(WAY STREQUAL "installed")
    run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
    set(where -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
endif()
run(${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${WORK}/build ${where}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS} -DCONSUMER_SOURCE=${CONSUMER_SOURCE})
run(${CMAKE_COMMAND} --build ${WORK}/build --target consumer)
run(${WORK}/build/consumer)
