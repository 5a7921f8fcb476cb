# One compiler for product, sanitizers and tools (docs/dependencies.md says why it is clang).
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(RINGBACK_SANITIZE "" CACHE STRING "Empty, 'address' (with undefined) or 'thread'")
option(RINGBACK_FUZZ "Build the fuzzers" OFF)

# A designated initialiser leaves the other fields to their defaults: that is what it is for.
add_compile_options(-Wall -Wextra -Werror -Wno-unused-command-line-argument -Wno-missing-designated-field-initializers)
add_link_options(-fuse-ld=lld)

if(RINGBACK_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(RINGBACK_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(RINGBACK_FUZZ)
  # Every object is instrumented; only the fuzzers link libFuzzer's main.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# For what a sanitized build needs to have, not to have fast: tests, and Beast's templates (three times as quick to
# compile; a fuzzer gains nothing from their coverage).
set(RINGBACK_QUICK_COMPILE "")
if(RINGBACK_SANITIZE)
  set(RINGBACK_QUICK_COMPILE -O0)
endif()
if(RINGBACK_FUZZ)
  list(APPEND RINGBACK_QUICK_COMPILE -fno-sanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
