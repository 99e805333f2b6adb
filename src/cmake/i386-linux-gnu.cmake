# 32-bit x86 on a 64-bit machine, which runs it itself. Debian's gcc-multilib cannot stand beside its cross
# compilers; lib32gcc-12-dev and libc6-dev-i386 can, and leave only <asm/...> to be found.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR i686)
set(CMAKE_C_COMPILER gcc)
set(CMAKE_C_FLAGS_INIT "-m32 -idirafter /usr/include/x86_64-linux-gnu")
