# The core and the API as one shared library, libnextfire.so, and the store beside it: made of the objects of the archives,
# which the program and the tests go on using, since they ask what nobody else may.
#
# It exports what exported_symbols.txt lists and nothing else: README.md beside this file tells how the list is kept.
# Before 1.0 a minor version may break what is built against it.
set(NEXTFIRE_SHARED_VERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(NEXTFIRE_SHARED_VERSION ${NEXTFIRE_SHARED_VERSION} PARENT_SCOPE)
set(symbol_list ${PROJECT_SOURCE_DIR}/src/exported_symbols.txt)
set(version_script ${CMAKE_CURRENT_BINARY_DIR}/nextfire.map)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${symbol_list})
file(STRINGS ${symbol_list} symbols)
foreach(line IN LISTS symbols)
    if(line MATCHES "^private ([^ ]+)")
        string(APPEND private_symbols "    ${CMAKE_MATCH_1};\n")
    elseif(line MATCHES "^([^ ]+)")
        string(APPEND public_symbols "    ${CMAKE_MATCH_1};\n")
    endif()
endforeach()
file(CONFIGURE OUTPUT ${version_script} CONTENT "NEXTFIRE_${NEXTFIRE_SHARED_VERSION} {\n  global:\n${public_symbols}  local: *;\n};
NEXTFIRE_PRIVATE_${PROJECT_VERSION} {\n  global:\n${private_symbols}};\n" @ONLY)

# nextfire_add_shared_library(TARGET NAME): versioned, and without a way round what it exports.
function(nextfire_add_shared_library target name)
    add_library(${target} SHARED ${ARGN})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} EXPORT_NAME ${name} LINKER_LANGUAGE CXX
        VERSION ${PROJECT_VERSION} SOVERSION ${NEXTFIRE_SHARED_VERSION} VERIFY_INTERFACE_HEADER_SETS OFF)
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_link_options(${target} PRIVATE LINKER:-Bsymbolic-functions LINKER:--no-undefined)
endfunction()

# nextfire_share_headers(TARGET ARCHIVE SET…)
function(nextfire_share_headers target archive)
    foreach(set IN LISTS ARGN)
        get_target_property(files ${archive} HEADER_SET_${set})
        if(set STREQUAL "HEADERS")
            get_target_property(files ${archive} HEADER_SET)
        endif()
        target_sources(${target} PUBLIC FILE_SET ${set} TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${files})
    endforeach()
endfunction()

nextfire_add_shared_library(nextfire_shared nextfire
    $<TARGET_OBJECTS:nextfire> $<TARGET_OBJECTS:nextfire_zone_pack> $<TARGET_OBJECTS:nextfire_fmt_code>
    $<$<TARGET_EXISTS:nextfire_api>:$<TARGET_OBJECTS:nextfire_api>>)
nextfire_share_headers(nextfire_shared nextfire HEADERS optional_headers)
target_link_options(nextfire_shared PRIVATE LINKER:--version-script=${version_script})
set_target_properties(nextfire_shared PROPERTIES LINK_DEPENDS ${version_script})
if(TARGET nextfire_api)
    nextfire_share_headers(nextfire_shared nextfire_api HEADERS)
    add_library(nextfire_api_shared INTERFACE)   # in the same library
    set_target_properties(nextfire_api_shared PROPERTIES EXPORT_NAME api)
    target_link_libraries(nextfire_api_shared INTERFACE nextfire_shared)
endif()
if(TARGET nextfire_sqlite)
    # With an fmt of its own, as the other has one: how its functions are called differs from version to version.
    nextfire_add_shared_library(nextfire_sqlite_shared nextfire_sqlite
        $<TARGET_OBJECTS:nextfire_sqlite> $<TARGET_OBJECTS:nextfire_fmt_code>)
    set_target_properties(nextfire_sqlite_shared PROPERTIES EXPORT_NAME sqlite)
    nextfire_share_headers(nextfire_sqlite_shared nextfire_sqlite HEADERS)
    target_link_libraries(nextfire_sqlite_shared PUBLIC nextfire_api_shared PRIVATE SQLiteCpp)
    # The members of its one class, but for the class within it.
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/nextfire_sqlite.map @ONLY CONTENT
"NEXTFIRE_SQLITE_${NEXTFIRE_SHARED_VERSION} {
  global:
    _ZN8nextfire2v03api12sqlite_store[4-7][a-z]*;
    _ZN8nextfire2v03api12sqlite_storeD*;
    _ZT[ISV]N8nextfire2v03api12sqlite_storeE;
  local: *;
};
")
    target_link_options(nextfire_sqlite_shared PRIVATE
        LINKER:--version-script=${CMAKE_CURRENT_BINARY_DIR}/nextfire_sqlite.map)
    set_target_properties(nextfire_sqlite_shared PROPERTIES
        LINK_DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/nextfire_sqlite.map)
endif()
