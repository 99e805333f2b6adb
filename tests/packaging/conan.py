"""conan.py RECIPE WORK: does with a recipe what `conan create` does. It stands in for Conan, which is not
installed; each function keeps to what Conan 2 documents of it."""

import importlib.util
import os
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from types import ModuleType, SimpleNamespace


class ConanFile:
    pass


class CMakeToolchain:
    def __init__(self, conanfile):
        self.conanfile, self.cache_variables = conanfile, {}

    def generate(self):
        self.conanfile.cache_variables = self.cache_variables


class CMake:
    def __init__(self, conanfile):
        self.conanfile = conanfile

    def run(self, *words):
        subprocess.run(["cmake", *words], check=True, stdout=subprocess.DEVNULL)

    def configure(self):
        of = self.conanfile
        chosen = [f"-D{name}={'ON' if value else 'OFF'}" for name, value in of.cache_variables.items()]
        self.run("-S", of.source_folder, "-B", of.build_folder, "-DCMAKE_BUILD_TYPE=Release",
                 f"-DCMAKE_INSTALL_PREFIX={of.package_folder}", "-DCMAKE_INSTALL_LIBDIR=lib", *chosen)

    def build(self):
        self.run("--build", self.conanfile.build_folder)

    def install(self):
        self.run("--install", self.conanfile.build_folder)


def cmake_layout(conanfile):
    conanfile.source_folder = conanfile.export_sources_folder


def load(conanfile, path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def copy(conanfile, pattern, src, dst):
    for folder, _, names in os.walk(src):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), src)
            if fnmatch(path, pattern):
                os.makedirs(os.path.dirname(os.path.join(dst, path)), exist_ok=True)
                shutil.copy(os.path.join(src, path), os.path.join(dst, path))


def module(name, **content):
    made = ModuleType(name)
    made.__dict__.update(content)
    sys.modules[name] = made


module("conan", ConanFile=ConanFile)
module("conan.errors", ConanInvalidConfiguration=type("ConanInvalidConfiguration", (Exception,), {}))
module("conan.tools")
module("conan.tools.cmake", CMake=CMake, CMakeToolchain=CMakeToolchain, cmake_layout=cmake_layout)
module("conan.tools.files", copy=copy, load=load)

recipe, work = map(os.path.abspath, sys.argv[1:])
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("conanfile", recipe)
conanfile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(conanfile)

weft = conanfile.WeftConan()
weft.recipe_folder = os.path.dirname(recipe)
weft.export_sources_folder = os.path.join(work, "sources")
weft.build_folder = os.path.join(work, "build")
weft.package_folder = os.path.join(work, "package")
weft.settings = SimpleNamespace(os="Linux")
properties = {}
weft.cpp_info = SimpleNamespace(builddirs=[], set_property=lambda name, value: properties.update({name: value}))
weft.set_version()
weft.export_sources()
for step in (weft.validate, weft.layout, weft.generate, weft.build, weft.package, weft.package_info):
    step()

for path in ("include/weft.h", "lib/libweft.a", "lib/cmake/weft/weft-config.cmake", "licenses/LICENSE"):
    assert os.path.exists(os.path.join(weft.package_folder, path)), f"the recipe has not packaged {path}"
assert [os.path.exists(os.path.join(weft.package_folder, one)) for one in weft.cpp_info.builddirs] == [True]
assert weft.cpp_info.libs == ["weft"] and properties["cmake_find_mode"] == "none"

weft.settings.os = "Windows"
try:
    weft.validate()
except sys.modules["conan.errors"].ConanInvalidConfiguration:
    print(weft.version)
else:
    raise SystemExit("the recipe takes Windows")
