# What every target of the project shares, and the two helpers that declare
# one: greenroom_module() a folder of the product, greenroom_test() a test.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network WebSockets Sql Svg Multimedia DBus Test LinguistTools)
find_package(PkgConfig REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(Boost 1.74 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Qt6Keychain REQUIRED)
pkg_check_modules(Sodium REQUIRED IMPORTED_TARGET libsodium)
find_package(xapian REQUIRED)
find_package(ZXing 1.4 REQUIRED)
qt_standard_project_setup()

find_program(CCACHE ccache)
if(CCACHE)
    # The environment travels with the launcher so that every way of building gets the same cache hits.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
        CCACHE_PCH_EXTSUM=1 ${CCACHE})
endif()
# Qt tells each test where it was built, which none of ours asks, and which would keep two folders from sharing the cache.
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

option(GREENROOM_ASAN "Address and undefined-behaviour sanitizers" OFF)
option(GREENROOM_TSAN "Thread sanitizer" OFF)
option(GREENROOM_FUZZ "Only the fuzzers and what they stand on (clang)" OFF)

add_library(greenroom_flags INTERFACE)
target_include_directories(greenroom_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(greenroom_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 GREENROOM_VERSION="${PROJECT_VERSION}")
target_compile_options(greenroom_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Woverloaded-virtual
    -Wnon-virtual-dtor -Wextra-semi -Werror -fstack-protector-strong
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>)
target_link_options(greenroom_flags INTERFACE -Wl,-z,relro,-z,now)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # A seventh of the compiler's time went into collecting its own garbage; memory there is.
    target_compile_options(greenroom_flags INTERFACE --param=ggc-min-heapsize=2000000)
endif()
find_program(MOLD mold)
if(MOLD)
    target_link_options(greenroom_flags INTERFACE -fuse-ld=mold)
endif()
if(GREENROOM_ASAN)
    target_compile_options(greenroom_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(greenroom_flags INTERFACE -fsanitize=address,undefined)
elseif(GREENROOM_FUZZ)
    target_compile_options(greenroom_flags INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(greenroom_flags INTERFACE -fsanitize=address,undefined)
elseif(GREENROOM_TSAN)
    target_compile_options(greenroom_flags INTERFACE -fsanitize=thread)
    target_link_options(greenroom_flags INTERFACE -fsanitize=thread)
endif()

# Qt's headers dominate compile time; these two sets are parsed once and shared by every target of their side.
# GCC never writes the same precompiled header twice, so ccache is given the sum of what it is made of instead: without it
# nothing built in another folder is ever found again.
function(greenroom_pch name headers)
    file(WRITE ${CMAKE_BINARY_DIR}/pch/${name}.cpp "")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/pch/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
    target_link_libraries(${name} PRIVATE greenroom_flags ${ARGN})
    target_precompile_headers(${name} PRIVATE ${headers})
    file(CONFIGURE OUTPUT CMakeFiles/${name}.dir/cmake_pch.hxx.gch.sum
        CONTENT "${headers} Qt ${Qt6_VERSION} ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
endfunction()
set(standard_headers <variant> <vector> <functional> <chrono>)
greenroom_pch(pch_core "<QtCore>;${standard_headers}" Qt6::Core)
greenroom_pch(pch_gui "<QtWidgets>;${standard_headers}" Qt6::Core Qt6::Gui Qt6::Widgets)

# greenroom_module(<folder> [GUI] SOURCES a.cpp b.h … LINK targets…)
# A static library of the folder's sources, named after it: core/base is core_base.
function(greenroom_module folder)
    cmake_parse_arguments(arg "GUI" "" "SOURCES;LINK" ${ARGN})
    string(REPLACE "/" "_" target ${folder})
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC greenroom_flags Qt6::Core ${arg_LINK})
    greenroom_reuse_pch(${target} "${arg_GUI}")
endfunction()

# greenroom_test(<name> [GUI] SOURCES tst_x.cpp … LINK targets… [ENVIRONMENT A=b …] [TIMEOUT seconds] [LABELS …])
# One test executable and its ctest entry. Offscreen, with any warning of Qt's about misuse visible in the log.
function(greenroom_test name)
    cmake_parse_arguments(arg "GUI" "TIMEOUT" "SOURCES;LINK;ENVIRONMENT;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE greenroom_flags Qt6::Core Qt6::Test ${arg_LINK})
    greenroom_reuse_pch(${name} "${arg_GUI}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=*.info=false;GREENROOM_SOURCE=${CMAKE_SOURCE_DIR};GREENROOM_BUILD=${CMAKE_BINARY_DIR};${arg_ENVIRONMENT}")
endfunction()

function(greenroom_reuse_pch target gui)
    if(gui)
        target_link_libraries(${target} PUBLIC Qt6::Gui Qt6::Widgets)
        target_precompile_headers(${target} REUSE_FROM pch_gui)
    else()
        target_precompile_headers(${target} REUSE_FROM pch_core)
    endif()
endfunction()
