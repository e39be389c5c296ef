// Imports the slide scans of a folder: OME-TIFF, TIFF or CZI files, a slide a file.
// Fiji --headless -macro slides.ijm /data/block
folder = getArgument();
run("Import Slides...", "sample=[" + folder + "/sample.zarr] input=[" + folder + "/slides]");
