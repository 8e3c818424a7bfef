"""Write the same small table with other programs, in the formats that n4a reads.

Run from this folder with Debian's python3 (numpy, scipy, openpyxl, xlsxwriter) and, for Parquet and Arrow, with a Python
that has pyarrow; parts whose library is missing are left out. README.md says which versions made the files that are here.
"""
import datetime

WAVELENGTHS = [1100 + 2 * j for j in range(10)]
SAMPLES = [f's{i}' for i in range(6)]
FAT = [10 + i / 4 for i in range(6)]
SPECTRA = [[round(0.5 + 0.01 * i + 0.001 * j * j, 4) for j in range(10)] for i in range(6)]
HEADER = ['sample', 'fat'] + WAVELENGTHS
ROWS = [[s, f] + x for s, f, x in zip(SAMPLES, FAT, SPECTRA)]


def excel():
    import openpyxl
    book = openpyxl.Workbook()
    book.active.title = 'Spectra'
    for row in [HEADER] + ROWS:
        book.active.append(row)
    other = book.create_sheet('Harvest & more')
    for row in [['sample', 'harvest', 'fat', 'ripe', 1100, 1102]] + [
        [s, datetime.datetime(2024, 5, 1 + i), f, i % 2 == 0, 0.5, 0.6] for i, (s, f) in enumerate(zip(SAMPLES, FAT))
    ]:
        other.append(row)
    book.save('excel/openpyxl.xlsx')

    import xlsxwriter
    book = xlsxwriter.Workbook('excel/xlsxwriter.xlsx')
    sheet = book.add_worksheet()
    sheet.write_row(2, 0, HEADER)
    for i, row in enumerate(ROWS):
        line = 3 + i + (1 if i > 2 else 0)
        sheet.write_row(line, 0, row)
        sheet.write_formula(line, 1, f'={row[1]}*1', None, row[1])
    book.close()

    book = xlsxwriter.Workbook('excel/errors.xlsx')
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for i, row in enumerate(ROWS):
        sheet.write_row(1 + i, 0, row)
    sheet.write_formula(3, 4, '=1/0', None, '#DIV/0!')
    book.close()


def numpy_and_matlab():
    import numpy as np
    import scipy.io
    X, y, axis = np.array(SPECTRA), np.array(FAT), np.array(WAVELENGTHS, float)
    np.save('numpy/float64.npy', X)
    np.save('numpy/fortran.npy', np.asfortranarray(X))
    np.save('numpy/big_endian.npy', X.astype('>f4'))
    np.save('numpy/half.npy', X.astype('f2'))
    np.save('numpy/int64.npy', np.arange(12, dtype='i8').reshape(3, 4) - 5)
    np.save('numpy/version2.npy', X)
    with open('numpy/version2.npy', 'wb') as file:
        np.lib.format.write_array(file, X, version=(2, 0))
    np.save('numpy/objects.npy', np.array([['a', 1]], dtype=object))
    np.save('numpy/complex.npy', X.astype(complex))
    names = dict(wavelengths=axis, sample_ids=np.array(SAMPLES), fat=y, ripe=np.array([True, False] * 3))
    np.savez('numpy/named.npz', X=X, **names)
    np.savez_compressed('numpy/compressed.npz', X=X, **names)
    np.savez('numpy/two.npz', first=X, second=X + 1)
    cells = np.array(SAMPLES, dtype=object)
    for file, packed in [('matlab/plain.mat', False), ('matlab/compressed.mat', True)]:
        scipy.io.savemat(
            file,
            dict(X=X, wavenumbers=axis[::-1] * 4, sample_ids=cells, fat=y, whole=np.arange(6, dtype='u1'), note='made'),
            do_compression=packed,
        )
    old = dict(X=X, wavelengths=axis.astype('f4'), fat=y, whole=np.arange(6, dtype='i2'), names=np.array(SAMPLES), z=1j * y)
    scipy.io.savemat('matlab/version4.mat', old, format='4')
    scipy.io.savemat('matlab/structure.mat', dict(data=dict(X=X, y=y)))
    scipy.io.savemat('matlab/text_rows.mat', dict(X=X, fat=y, names=np.array(['one', 'three', 'x', 'y', 'z', 'w'])))


def parquet_and_arrow():
    import pyarrow as pa
    import pyarrow.feather
    import pyarrow.parquet
    columns = {'sample': SAMPLES, 'fat': FAT}
    columns.update({str(w): [x[j] for x in SPECTRA] for j, w in enumerate(WAVELENGTHS)})
    table = pa.table(columns)
    for codec in ['none', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli']:
        pa.parquet.write_table(table, f'parquet/{codec}.parquet', compression=codec)
    pa.parquet.write_table(table, 'parquet/page_v2.parquet', data_page_version='2.0', row_group_size=4)
    mixed = pa.table({
        'sample': pa.array(SAMPLES).dictionary_encode(),
        'day': pa.array([datetime.date(2024, 5, 1 + i) for i in range(6)]),
        'ripe': pa.array([True, False, None, True, False, True]),
        'count': pa.array([2**53 + 1, 1, 2, 3, 4, None], pa.int64()),
        'fat': pa.array(FAT, pa.float32()),
        '1100': pa.array([x[0] for x in SPECTRA], pa.float32()),
        '1102': pa.array([x[1] for x in SPECTRA]),
    })
    pa.parquet.write_table(mixed, 'parquet/mixed.parquet')
    lists = pa.table({'sample': SAMPLES, 'fat': FAT, 'spectrum': SPECTRA})
    pa.parquet.write_table(lists, 'parquet/lists.parquet')
    for codec in ['uncompressed', 'lz4', 'zstd']:
        pa.feather.write_feather(table, f'arrow/{codec}.feather', compression=codec)
    pa.feather.write_feather(mixed, 'arrow/mixed.feather', compression='lz4')
    pa.feather.write_feather(lists, 'arrow/lists.feather', compression='uncompressed')
    with pa.OSFile('arrow/stream.arrow', 'wb') as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=4)


for part in [excel, numpy_and_matlab, parquet_and_arrow]:
    try:
        part()
    except ImportError as missing:
        print('left out:', missing)
