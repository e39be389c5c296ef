// Finds the distortion of the camera's field and the stage's axes from overlaps.
// A calibration made before takes its place with from=[/data/calib.zarr].
// Fiji --headless -macro distortion.ijm /data/block
folder = getArgument();
run("Distortion...", "sample=[" + folder + "/sample.zarr]");
