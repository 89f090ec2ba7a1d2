# cmake -DBUILD=… -DSOURCE=… -DWORK=… -DWAY=installed|subdirectory -DCOMPILER=… -DFLAGS=… -DCONSUMER_SOURCE=…
#     -DAPI_CONSUMER_SOURCE=… -DSCHEDULER_CONSUMER_SOURCE=… -DC_CONSUMER_SOURCE=… -DCOMPONENTS=api,c,sqlite,testing
#     -P consume.cmake
# Builds a user's project from scratch and runs it.  As a subdirectory, where the library would be built again, all is
# configured, and what is compiled is the user's sources and the generated one; .ci/run builds and runs the whole.
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
        -DCONSUMER_SOURCE=${CONSUMER_SOURCE} -DAPI_CONSUMER_SOURCE=${API_CONSUMER_SOURCE}
        -DSCHEDULER_CONSUMER_SOURCE=${SCHEDULER_CONSUMER_SOURCE} -DC_CONSUMER_SOURCE=${C_CONSUMER_SOURCE} ${ARGN})
endfunction()

file(REMOVE_RECURSE ${WORK})
set(where -DNEXTFIRE_SOURCE_DIR=${SOURCE})
if(WAY STREQUAL "installed")
    run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
    set(where -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
endif()
configure(build -DCOMPONENTS=${COMPONENTS})
string(REPLACE "," ";" programs "${COMPONENTS}")
string(REPLACE testing "testing;scheduler" programs "${programs}")  # whose component has two
list(TRANSFORM programs APPEND _consumer)
list(PREPEND programs consumer)
if(WAY STREQUAL "subdirectory")
    list(TRANSFORM programs APPEND _object)
    run(${CMAKE_COMMAND} --build ${WORK}/build --target ${programs} nextfire_zone_pack)
    return()
endif()
run(${CMAKE_COMMAND} --build ${WORK}/build --target ${programs})
foreach(program IN LISTS programs)
    run(${WORK}/build/${program})
endforeach()

# C that knows of neither CMake nor C++.
find_program(pkg_config pkg-config)
if(pkg_config AND COMPONENTS MATCHES "(^|,)c(,|$)")
    file(GLOB_RECURSE pc ${WORK}/prefix/*/nextfire_c.pc)
    cmake_path(GET pc PARENT_PATH folder)
    run(sh -euc "cc -std=c11 '${C_CONSUMER_SOURCE}' -o '${WORK}/with_pkg_config' ${FLAGS} \
        $(PKG_CONFIG_PATH='${folder}' '${pkg_config}' --cflags --libs nextfire_c)")
    run(${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${folder}/.. ${WORK}/with_pkg_config)
endif()

# Whoever wants the core alone needs neither SQLite nor rapidcheck.
configure(without_sqlite -DCMAKE_DISABLE_FIND_PACKAGE_SQLiteCpp=ON -DMISSING=sqlite)
run(${CMAKE_COMMAND} --build ${WORK}/without_sqlite --target consumer)
configure(without_rapidcheck -DCMAKE_DISABLE_FIND_PACKAGE_rapidcheck=ON -DMISSING=testing)
