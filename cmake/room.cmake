# ringback_room(<name> LINKS <targets> [TEST_LINKS <targets>])
#
# A room is a folder of src/: a static library of its *.cpp, and beside it one test program of its *_test.cpp and, when
# asked for (`make bench`), one of its *_bench.cpp.
# It sees no other room's headers but through the targets it links.
function(ringback_room name)
  cmake_parse_arguments(ROOM "" "" "LINKS;TEST_LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  set(benches ${sources})
  list(FILTER benches INCLUDE REGEX "_bench\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  if(sources)
    add_library(ringback_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(ringback_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(ringback_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(ringback_${name} ${scope} ${ROOM_LINKS})

  if(benches AND TARGET benchmark::benchmark_main)
    add_executable(${name}_bench EXCLUDE_FROM_ALL ${benches})
    target_link_libraries(${name}_bench PRIVATE ringback_${name} benchmark::benchmark_main)
  endif()

  if(tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ringback_${name} ${ROOM_TEST_LINKS} GTest::gmock GTest::gtest_main)
    target_compile_options(${name}_test PRIVATE ${RINGBACK_QUICK_COMPILE})
    # A row of ctest is a test program of a room: one process for all its tests keeps the sanitizer builds quick.
    add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES TIMEOUT 300 LABELS ${name})
  endif()
endfunction()

# ringback_on_postgresql(<room> <filter of GoogleTest>): a further row of ctest, the room's tests on that engine.
function(ringback_on_postgresql room filter)
  target_compile_definitions(${room}_test PRIVATE RINGBACK_POSTGRESQL="${POSTGRESQL_PROGRAMS}")
  add_test(NAME ${room}_on_postgresql COMMAND ${room}_test --gtest_brief=1 --gtest_filter=${filter})
  set_tests_properties(${room}_on_postgresql PROPERTIES TIMEOUT 600 LABELS ${room}
    ENVIRONMENT RINGBACK_TEST_ENGINE=postgresql)
endfunction()
