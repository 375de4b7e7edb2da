"""Apache libcloud's driver of the Public Cloud: lists, a machine, its disk and a snapshot of that."""

import os

from libcloud.common import ovh
from libcloud.compute.base import NodeLocation
from libcloud.compute.drivers.ovh import OvhNodeDriver

ovh.API_HOST = os.environ["SANDBOX"].removeprefix("https://")


def driver(project: str) -> OvhNodeDriver:
    return OvhNodeDriver(
        os.environ["OVH_APPLICATION_KEY"],
        os.environ["OVH_APPLICATION_SECRET"],
        project,
        os.environ["OVH_CONSUMER_KEY"],
    )


project = driver("").connection.request("/1.0/cloud/project").object[0]
cloud = driver(project)
region = cloud.connection.request(f"/1.0/cloud/project/{project}/region").object[0]
# libcloud's own table of places has none of today's.
place = NodeLocation(region, region, "FR", cloud)

(size, *_), (image, *_) = cloud.list_sizes(), cloud.list_images()
assert cloud.ex_get_size(size.id).name == size.name
assert cloud.get_image(image.id).name == image.name
assert all(node.id for node in cloud.list_nodes())

pair = cloud.import_key_pair_from_string("mine", "ssh-ed25519 AAAAC3Nza mine", place)
assert "mine" in [item.name for item in cloud.list_key_pairs()]

machine = cloud.create_node("machine", image, size, place, ex_keyname="mine")
assert machine.name == "machine"
assert machine.id in [node.id for node in cloud.list_nodes()]
assert cloud.ex_get_node(machine.id).name == "machine"

disk = cloud.create_volume(10, "disk", place)
assert (disk.name, disk.size) == ("disk", 10)
assert disk.id in [item.id for item in cloud.list_volumes()]
assert cloud.attach_volume(machine, disk)
assert cloud.ex_get_volume(disk.id).extra["attachedTo"] == [machine.id]
assert cloud.detach_volume(disk, machine)
assert cloud.ex_get_volume(disk.id).extra["attachedTo"] == []

copy = cloud.create_volume_snapshot(disk, "copy")
assert copy.name == "copy"
assert copy.id in [item.id for item in cloud.list_volume_snapshots(disk)]
assert cloud.ex_get_volume_snapshot(copy.id).extra["volume_id"] == disk.id
assert cloud.destroy_volume_snapshot(copy)

assert cloud.destroy_volume(disk)
assert disk.id not in [item.id for item in cloud.list_volumes()]
assert cloud.destroy_node(machine)
assert machine.id not in [node.id for node in cloud.list_nodes()]
assert cloud.delete_key_pair(pair)
