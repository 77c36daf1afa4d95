"""Leaving a store: a manifest before, a check after, and four faults on the way."""
import hashlib, json, os, shutil

PLACES = ("here", "there")


def make():
    for n in range(300):
        folder = os.path.join("here", f"day={n % 10}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"part-{n:03}.csv"), "wb") as file:
            file.write(b"".join(b"%d,%d\n" % (i, i * n % 97) for i in range(100)))


def manifest(place):
    found = {}
    for folder, _, names in os.walk(place):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                content = file.read()
            found[os.path.relpath(path, place)] = [len(content), hashlib.sha256(content).hexdigest()]
    return found


def faults(wanted, there):
    both = wanted.keys() & there.keys()
    size = sorted(name for name in both if wanted[name][0] != there[name][0])
    content = sorted(name for name in both if wanted[name] != there[name] and name not in size)
    return {"missing": sorted(wanted.keys() - there.keys()), "surplus": sorted(there.keys() - wanted.keys()), "size": size, "content": content}


def damage():
    at = lambda n: os.path.join("there", f"day={n % 10}", f"part-{n:03}.csv")
    os.remove(at(7))
    with open(at(42), "r+b") as file:
        file.truncate(200)
    with open(at(99), "r+b") as file:  # as many bytes, another number in the second line
        content = file.read().replace(b"\n1,2\n", b"\n1,3\n", 1)
        file.seek(0)
        file.write(content)
    with open(at(123), "rb") as file:
        text = file.read().replace(b"\n", b"\r\n")
    with open(at(123), "wb") as file:
        file.write(text)


make()
wanted = manifest("here")
shutil.copytree("here", "there")
damage()
found = faults(wanted, manifest("there"))
names_only = {"missing": len(found["missing"]), "files": len(manifest("there"))}
for name in [*found["missing"], *found["size"], *found["content"]]:
    shutil.copyfile(os.path.join("here", name), os.path.join("there", name))
print(json.dumps({
    "files": len(wanted), "bytes": sum(size for size, _ in wanted.values()), "found": found, "by_name": names_only,
    "after": faults(wanted, manifest("there")),
}))
