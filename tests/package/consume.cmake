# cmake -DBUILD=… -DSOURCE=… -DWORK=… -DWAY=installed|subdirectory -DCOMPILER=… -DFLAGS=… -DCONSUMER_SOURCE=…
#     -DAPI_CONSUMER_SOURCE=… -DSCHEDULER_CONSUMER_SOURCE=… -DC_CONSUMER_SOURCE=… -DCOMPONENTS=api,c,sqlite,testing
#     -P consume.cmake
# Builds a user's project from scratch and runs it.  As a subdirectory, where the library would be built again, all is
# configured, the user's sources are read by the compiler, and the generated one is compiled; the presets release and libcxx
# compile the library without this build's flags.
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

# Who does not build with CMake: C++ and the core, C++ and the API, and C that knows nothing of C++.
# with_pkg_config(NAME COMPILER SOURCE)
function(with_pkg_config name compiler source)
    file(GLOB_RECURSE pc ${WORK}/prefix/*/${name}.pc)
    cmake_path(GET pc PARENT_PATH folder)
    run(sh -euc "${compiler} '${source}' -o '${WORK}/with_${name}' ${FLAGS} \
        $(PKG_CONFIG_PATH='${folder}' '${pkg_config}' --cflags --libs ${name})")
    run(${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${folder}/.. ${WORK}/with_${name})
endfunction()

# A folder whose place is fixed is told as it is, for it does not move with the others.
run(${CMAKE_COMMAND} -G Ninja -S ${SOURCE} -B ${WORK}/fixed -DCMAKE_CXX_COMPILER=${COMPILER} -DNEXTFIRE_BUILD_TESTS=OFF
    -DNEXTFIRE_BUILD_BENCH=OFF -DNEXTFIRE_BUILD_CLI=OFF -DCMAKE_INSTALL_PREFIX=/moved -DCMAKE_INSTALL_LIBDIR=/fixed/lib)
file(STRINGS ${WORK}/fixed/nextfire.pc folders REGEX "^[a-z]+=")
if(NOT folders STREQUAL "prefix=/moved;libdir=/fixed/lib;includedir=\${prefix}/include")
    message(FATAL_ERROR "nextfire.pc has ${folders}")
endif()

find_program(pkg_config pkg-config)
if(pkg_config)
    with_pkg_config(nextfire "${COMPILER} -std=c++20" ${CONSUMER_SOURCE})
    if(COMPONENTS MATCHES "(^|,)api(,|$)")
        with_pkg_config(nextfire_api "${COMPILER} -std=c++20" ${API_CONSUMER_SOURCE})
    endif()
    if(COMPONENTS MATCHES "(^|,)sqlite(,|$)")
        with_pkg_config(nextfire_sqlite "${COMPILER} -std=c++20" ${CMAKE_CURRENT_LIST_DIR}/consumer/sqlite.cpp)
    endif()
    if(COMPONENTS MATCHES "(^|,)c(,|$)")
        with_pkg_config(nextfire_c "cc -std=c11" ${C_CONSUMER_SOURCE})
    endif()
endif()

# Whoever wants the core alone needs neither SQLiteCpp nor rapidcheck; nor does who has the store as a shared library.
file(GLOB_RECURSE archive ${WORK}/prefix/*/libnextfire.a)
if(archive OR NOT COMPONENTS MATCHES "(^|,)sqlite(,|$)")
    configure(without_sqlite -DCMAKE_DISABLE_FIND_PACKAGE_SQLiteCpp=ON -DMISSING=sqlite)
    run(${CMAKE_COMMAND} --build ${WORK}/without_sqlite --target consumer)
else()
    configure(without_sqlite -DCMAKE_DISABLE_FIND_PACKAGE_SQLiteCpp=ON -DCOMPONENTS=sqlite)
    run(${CMAKE_COMMAND} --build ${WORK}/without_sqlite --target sqlite_consumer)
    run(${WORK}/without_sqlite/sqlite_consumer)
endif()
configure(without_rapidcheck -DCMAKE_DISABLE_FIND_PACKAGE_rapidcheck=ON -DMISSING=testing)
