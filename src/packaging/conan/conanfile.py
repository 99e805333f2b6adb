"""Weft as a package of Conan 2, made of the clone that this file stands in: conan create src/packaging/conan"""

import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class WeftConan(ConanFile):
    name = "weft"
    description = "Stackful coroutines for C, with an event loop: tasks, generators, channels, cancellation"
    license = "MIT"
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "fPIC": [True, False]}
    default_options = {"shared": False, "fPIC": True}
    implements = ["auto_shared_fpic"]
    languages = "C"

    @property
    def _clone(self):
        return os.path.join(self.recipe_folder, "..", "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._clone, "src", "weft.h"))
        self.version = re.search('#define WEFT_VERSION "(.*)"', header).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "src/*", "docs/man/*"):
            copy(self, pattern, src=self._clone, dst=self.export_sources_folder)

    def validate(self):
        if self.settings.os == "Windows":
            raise ConanInvalidConfiguration("Weft's host is POSIX or WebAssembly")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["BUILD_TESTING"] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))
        CMake(self).install()

    def package_info(self):
        self.cpp_info.libs = ["weft"]
        self.cpp_info.set_property("pkg_config_name", "weft")
        # find_package(weft) finds what Weft installs itself, with all its targets.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs.append(os.path.join("lib", "cmake", "weft"))
